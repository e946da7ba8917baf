package dev.aceiro.web.profile.tables;

/** "Escalation" at the end of each of the ten scenarios (004), with what the SLA table adds. */
class EtpScenarioEscalationTableTest extends TableTest {
  static final Table TABLE =
      Table.of(
          "etp-express",
          """
          source  | severity | scenario              | events                            | what                          | who                 | at
          004 S1  | P0       | database-down         |                                   | ESCALATE                      | escalation-engineer | 30m
          004 S1  | P0       | database-down         |                                   | ESCALATE                      | incident-commander  | 1h
          004 S1  | P0       | database-down         | 5m take incident-commander        | ESCALATE                      | incident-commander  | 1h
          004 S1  | P0       | database-down         |                                   | ASSIGN                        | incident-commander  | 0m
          004 S1  | P0       | database-down         |                                   | EFFECT CONSIDER_RESTORE       | -                   | 1h
          004 S1  | P0       | database-down         | 50m resolved                      | EFFECT CONSIDER_RESTORE       | -                   | never
          004 S2  | P1       | api-timeout           |                                   | ESCALATE                      | escalation-engineer | 2h
          004 S2  | P1       | api-timeout           |                                   | ESCALATE                      | incident-commander  | 4h
          004 S3  | P1       | openai-down           |                                   | ESCALATE                      | incident-commander  | 2h
          004 S3  | P1       | openai-down           |                                   | EFFECT OFFICIAL_COMMUNICATION | -                   | 2h
          004 S3  | P1       | openai-down           |                                   | ESCALATE                      | escalation-engineer | 2h
          004 S4  | P0       | memory-leak           |                                   | ESCALATE                      | escalation-engineer | 1h
          004 S4  | P0       | memory-leak           | 40m flag CAUSE_FOUND              | ESCALATE                      | escalation-engineer | never
          004 S4  | P0       | memory-leak           |                                   | ESCALATE                      | incident-commander  | never
          004 S5  | P0       | frontend-down         |                                   | ESCALATE                      | escalation-engineer | 30m
          004 S5  | P0       | frontend-down         |                                   | ESCALATE                      | incident-commander  | never
          004 S6  | P1       | authentication-broken |                                   | ESCALATE                      | escalation-engineer | 2h
          004 S7  | P1       | data-corruption       | 30m flag SIGNIFICANT_DATA_LOSS    | ESCALATE                      | incident-commander  | 1h, 4h
          004 S7  | P1       | data-corruption       | 90m flag SIGNIFICANT_DATA_LOSS    | ESCALATE                      | incident-commander  | 90m, 4h
          004 S7  | P1       | data-corruption       | 30m flag SIGNIFICANT_DATA_LOSS    | EFFECT DECIDE_USER_NOTICE     | -                   | 1h
          004 S7  | P1       | data-corruption       |                                   | ESCALATE                      | incident-commander  | 4h
          004 S7  | P1       | data-corruption       |                                   | ESCALATE                      | escalation-engineer | 2h
          004 S8  | P2       | openai-rate-limit     | prior 2h P2; prior 6h P2; prior 20h P2 | ESCALATE                 | escalation-engineer | 0m, 8h
          004 S8  | P2       | openai-rate-limit     | prior 2h P2; prior 6h P2          | ESCALATE                      | escalation-engineer | 8h
          004 S8  | P2       | openai-rate-limit     | prior 2h P2; prior 6h P2; prior 25h P2 | ESCALATE                 | escalation-engineer | 8h
          004 S9  | P1       | deploy-failed         | 10m outcome railway.rollback FAILED | ESCALATE                    | escalation-engineer | 10m, 2h
          004 S9  | P1       | deploy-failed         | 10m outcome railway.rollback FAILED; 20m outcome railway.rollback FAILED | ESCALATE | escalation-engineer | 10m, 20m, 2h
          004 S9  | P1       | deploy-failed         | 10m outcome railway.rollback APPLIED | ESCALATE                   | escalation-engineer | 2h
          004 S9  | P1       | api-timeout           | 10m outcome railway.rollback FAILED | ESCALATE                    | escalation-engineer | 2h
          004 S10 | P0       | security-breach       |                                   | ESCALATE                      | incident-commander  | 0m
          004 S10 | P0       | security-breach       |                                   | ESCALATE                      | security-specialist | 0m
          004 S10 | P0       | security-breach       |                                   | ASSIGN                        | incident-commander  | never
          004 S10 | P0       | security-breach       | 30m take incident-commander; 1h resolved; 5h reopen | ESCALATE    | incident-commander  | 0m
          004 S10 | P0       | security-breach       | 30m take incident-commander; 1h resolved; 5h reopen | ASSIGN      | incident-commander  | 5h
          004 S10 | P0       | security-breach       | 3h flag BREACH_CONFIRMED          | ESCALATE                      | legal               | 3h
          004 S10 | P0       | security-breach       | 3h flag BREACH_CONFIRMED          | ESCALATE                      | dpo                 | 3h
          004 S10 | P0       | security-breach       | 3h flag BREACH_CONFIRMED          | EFFECT START_ANPD_CLOCK       | -                   | 3h
          004 S10 | P0       | security-breach       |                                   | ESCALATE                      | legal               | never
          004 S10 | P0       | security-breach       | 3h flag BREACH_CONFIRMED; 4h resolved; 9h reopen | ESCALATE       | legal               | 3h
          004 S10 | P0       | security-breach       | 3h flag BREACH_CONFIRMED; 4h resolved; 9h reopen | EFFECT START_ANPD_CLOCK | -          | 3h
          004 S10 | P0       | security-breach       | 4h resolved; 26h flag BREACH_CONFIRMED; 28h reopen | ESCALATE     | dpo                 | 26h
          004 S10 | P0       | security-breach       | 4h resolved; 26h flag BREACH_CONFIRMED; 28h reopen | EFFECT START_ANPD_CLOCK | -        | 26h
          004 S10 | P0       | security-breach       | 4h resolved; 26h flag BREACH_CONFIRMED | ESCALATE                 | incident-commander  | 0m
          004 S10 | P1       | data-corruption       | 10m resolved; 20m flag SECURITY   | ESCALATE                      | security-specialist | 20m
          004 S10 | P1       | data-corruption       | 5m flag SECURITY; 10m resolved; 3h reopen | ESCALATE              | security-specialist | 5m, 3h
          004 S7  | P1       | data-corruption       | 10m resolved; 20m flag SIGNIFICANT_DATA_LOSS | ESCALATE           | incident-commander  | never
          004 S9  | P1       | deploy-failed         | 5m resolved; 10m outcome railway.rollback FAILED | ESCALATE       | escalation-engineer | never
          004 S10 | P1       | data-corruption       | 20m flag SECURITY                 | ESCALATE                      | security-specialist | 20m
          004 S10 | P1       | data-corruption       | 20m flag SECURITY                 | ESCALATE                      | incident-commander  | 20m, 4h
          """);

  EtpScenarioEscalationTableTest() {
    super(TABLE);
  }
}
