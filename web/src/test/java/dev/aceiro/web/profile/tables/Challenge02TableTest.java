package dev.aceiro.web.profile.tables;

/** The plan of Challenge 02 (000); severities, clocks and people are Aceiro's choice. */
class Challenge02TableTest extends TableTest {
  static final Table TABLE =
      Table.of(
          "challenge-02",
          """
          source | severity | scenario        | events                        | what                          | who            | at
          000 §5 | P0       | -               | 1h resolved                   | END_OBSERVATION               | -              | 49h
          000 §6 | P0       | -               |                               | NOTIFY                        | incidents      | 0m
          000 §6 | P1       | -               |                               | NOTIFY                        | incidents      | 0m
          000 §6 | P2       | -               |                               | NOTIFY                        | incidents      | 0m
          000 §6 | P1       | app-error       | 10m flag CUSTOMER_IMPACT      | ESCALATE                      | communications | 10m
          000 §6 | P1       | app-error       | 10m flag CUSTOMER_IMPACT      | EFFECT OFFICIAL_COMMUNICATION | -                   | 10m
          000 §6 | P1       | app-error       |                               | ESCALATE                      | communications | never
          000 §3 | P1       | app-error       | 10m flag SECURITY             | ESCALATE                      | security-team  | 10m
          000 §3 | P0       | security-breach |                               | ESCALATE                      | security-team  | 0m
          000 §7 | P0       | -               | 1h resolved                   | MISS draft                    | sre-lead       | 25h
          000 §7 | P1       | -               | 1h resolved                   | MISS draft                    | sre-lead       | 25h
          000 §7 | P2       | -               | 1h resolved                   | MISS draft                    | sre-lead       | 25h
          Aceiro | P0       | -               | 1h resolved                   | REMIND review-opens           | sre-lead       | 25h
          Aceiro | P0       | -               | 1h resolved                   | MISS review                   | sre-lead       | 49h
          Aceiro | P0       | -               | 1h resolved; 20h draft; 30h reviewed; 31h item sre-lead | MISS item | sre-lead  | 198h
          Aceiro | P0       | -               |                               | NOTIFY                        | sre-lead       | 0m
          Aceiro | P0       | -               | 0m unreachable                | MISS notify                   | on-call        | 5m
          Aceiro | P1       | -               | 0m unreachable                | MISS notify                   | on-call        | 10m
          Aceiro | P2       | -               | 0m unreachable                | MISS notify                   | on-call        | 30m
          Aceiro | P0       | -               |                               | MISS acknowledge              | on-call        | 15m
          Aceiro | P1       | -               |                               | MISS acknowledge              | on-call        | 1h
          Aceiro | P2       | -               |                               | MISS acknowledge              | on-call        | 4h
          Aceiro | P0       | -               |                               | MISS contain-target           | on-call        | 30m
          Aceiro | P0       | -               |                               | MISS contain-limit            | on-call        | 60m
          Aceiro | P0       | -               | 80m resolved                  | REMIND update                 | on-call        | 30m, 60m
          Aceiro | P0       | -               | 80m resolved                  | MISS update                   | on-call        | 60m
          Aceiro | P1       | -               | 150m resolved                 | REMIND update                 | on-call        | 60m, 120m
          Aceiro | P1       | -               | 150m resolved                 | MISS update                   | on-call        | 120m
          Aceiro | P0       | -               |                               | ESCALATE                      | sre-lead       | 30m
          Aceiro | P1       | -               |                               | ESCALATE                      | sre-lead       | 2h
          Aceiro | P2       | -               |                               | ESCALATE                      | sre-lead       | never
          Aceiro | P0       | security-breach | 3h flag BREACH_CONFIRMED      | ESCALATE                      | dpo            | 3h
          Aceiro | P0       | security-breach | 3h flag BREACH_CONFIRMED      | EFFECT START_ANPD_CLOCK       | -                   | 3h
          """);

  Challenge02TableTest() {
    super(TABLE);
  }
}
