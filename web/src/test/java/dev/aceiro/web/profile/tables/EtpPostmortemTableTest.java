package dev.aceiro.web.profile.tables;

/** When a post-mortem is mandatory, and its timeline (004, Post-Incident Review Process). */
class EtpPostmortemTableTest extends TableTest {
  static final Table TABLE =
      Table.of(
          "etp-express",
          """
          source            | severity | scenario    | events                                            | what        | who                | at
          004 Post-Incident | P0       | -           | 1h resolved                                       | MISS draft  | incident-commander | 25h
          004 Post-Incident | P1       | -           | 1h resolved                                       | MISS draft  | incident-commander | 25h
          004 Post-Incident | P2       | api-timeout | 1h resolved                                       | MISS draft  | incident-commander | never
          004 Post-Incident | P3       | api-timeout | 1h resolved                                       | MISS draft  | incident-commander | never
          004 Post-Incident | P2       | api-timeout | prior 3d P2; 1h resolved                          | MISS draft  | incident-commander | never
          004 Post-Incident | P2       | api-timeout | prior 3d P2; prior 20d P2; 1h resolved            | MISS draft  | incident-commander | 25h
          004 Post-Incident | P2       | api-timeout | prior 3d P2; prior 31d P2; 1h resolved            | MISS draft  | incident-commander | never
          004 Post-Incident | P3       | api-timeout | prior 3d P3; prior 20d P3; 1h resolved            | MISS draft  | incident-commander | never
          004 S10           | P2       | api-timeout | 10m flag SECURITY; 1h resolved                    | MISS draft  | incident-commander | 25h
          004 Post-Incident | P0       | -           | 1h resolved; 20h draft                            | MISS draft  | incident-commander | never
          004 Post-Incident | P0       | -           | 1h resolved; 20h draft                            | MISS review | incident-commander | 68h
          004 Post-Incident | P0       | -           | 1h resolved                                       | MISS review | incident-commander | never
          004 Post-Incident | P0       | -           | 1h resolved; 20h draft; 40h reviewed              | MISS review | incident-commander | never
          004 Post-Incident | P0       | -           | 1h resolved; 20h draft; 40h reviewed; 41h item incident-commander | MISS item | incident-commander | 208h
          004 Próxima revisão | P0     | database-down | 1h resolved; 20h draft; 40h reviewed            | MISS item   | incident-commander | 208h
          004 Próxima revisão | P0     | database-down | prior 3d P1; 1h resolved; 20h draft; 40h reviewed | MISS item | incident-commander | never
          Aceiro            | P0       | -           | 1h resolved                                       | END_OBSERVATION | -              | 49h
          """);

  EtpPostmortemTableTest() {
    super(TABLE);
  }
}
