package dev.aceiro.web.profile.tables;

/** The review after the incident (002 §1.6). */
class PlooralPostmortemTableTest extends TableTest {
  static final Table TABLE =
      Table.of(
          "plooral",
          """
          source   | severity | scenario | events                                         | what            | who           | at
          002 §1.6 | P0       | -        | 1h resolved                                    | REMIND review-opens | platform-lead | 25h
          002 §1.6 | P0       | -        | 1h resolved                                    | MISS review     | platform-lead | 49h
          002 §1.6 | P1       | -        | 1h resolved                                    | REMIND review-opens | platform-lead | 25h
          002 §1.6 | P1       | -        | 1h resolved                                    | MISS review     | platform-lead | 49h
          002 §1.6 | P2       | -        | 1h resolved                                    | MISS review     | platform-lead | never
          002 §1.6 | P0       | -        | 1h resolved; 20h draft; 30h reviewed           | MISS review     | platform-lead | never
          Aceiro   | P0       | -        | 1h resolved                                    | MISS draft      | platform-lead | 25h
          Aceiro   | P2       | -        | 5m flag SECURITY; 1h resolved                  | MISS draft      | platform-lead | 25h
          Aceiro   | P0       | -        | 1h resolved; 20h draft                         | MISS draft      | platform-lead | never
          Aceiro   | P0       | -        | 1h resolved; 20h draft; 30h reviewed; 31h item platform-lead | MISS item | platform-lead | 198h
          Aceiro   | P0       | -        | 1h resolved                                    | END_OBSERVATION | -             | 49h
          """);

  PlooralPostmortemTableTest() {
    super(TABLE);
  }
}
