package dev.aceiro.web.profile.tables;

/** What becomes of the obligations when the incident relapses or turns out worse or milder. */
class ChangeTableTest extends TableTest {
  static final Table PLOORAL =
      Table.of(
          "plooral",
          """
          source   | severity | scenario   | events                                          | what                | who                 | at
          002 §1.4 | P2       | -          | 40m reclassify P1                               | ESCALATE            | platform-lead       | 40m
          002 §1.4 | P2       | -          | 10m reclassify P1                               | ESCALATE            | platform-lead       | 30m
          002 §1.2 | P2       | -          | 10m reclassify P1                               | NOTIFY              | platform-lead       | 10m
          002 §1.2 | P2       | -          | 10m reclassify P1                               | NOTIFY              | prod-alerts         | 0m
          002 §1.1 | P1       | -          | 20m reclassify P0                               | NOTIFY              | engineering-manager | 20m
          002 §1.1 | P1       | -          | 20m reclassify P0                               | NOTIFY              | platform-lead       | 0m
          002 §1.1 | P1       | -          | 20m reclassify P0                               | MISS contain-target | on-call             | 20m
          002 §1.1 | P1       | -          | 20m reclassify P0                               | MISS contain-limit  | on-call             | 30m
          002 §1.1 | P1       | -          | 20m reclassify P0                               | MISS investigate    | on-call             | 15m
          002 §1.4 | P2       | -          | 5m flag SECURITY; 20m reclassify P1             | ESCALATE            | security-team       | 20m
          002 §1.4 | P1       | -          | 10m reclassify P2                               | ESCALATE            | platform-lead       | never
          002 §1.6 | P0       | -          | 10m reclassify P2; 1h resolved                  | MISS review         | platform-lead       | 49h
          002 §1.1 | P0       | api-errors | 1h resolved; 5h alarm PlooralAPIHighErrorRate FIRING | NOTIFY         | platform-lead       | 0m, 5h
          002 §1.4 | P0       | api-errors | 1h resolved; 5h alarm PlooralAPIHighErrorRate FIRING | ESCALATE       | platform-lead       | 30m, 330m
          002 §1.1 | P0       | api-errors | 1h resolved; 5h alarm PlooralAPIHighErrorRate FIRING | MISS contain-limit | on-call         | 30m, 330m
          002 §1.6 | P0       | api-errors | 1h resolved; 5h alarm PlooralAPIHighErrorRate FIRING | MISS review    | platform-lead       | never
          002 §1.4 | P0       | -          | 1h resolved; 5h reopen                          | ESCALATE            | platform-lead       | 30m, 330m
          002 §1.5 | P0       | -          | 25m down 100m; 165m resolved                    | REMIND update       | on-call             | 125m, 150m
          002 §1.4 | P0       | -          | 25m down 100m; 165m resolved                    | ESCALATE            | platform-lead       | 125m
          002 §1.1 | P0       | -          | 25m down 100m; 165m resolved                    | MISS contain-limit  | on-call             | 125m
          002 §1.4 | P0       | -          | 50m progress; 90m progress                      | ESCALATE            | platform-lead       | 30m, 80m, 120m
          002 §1.4 | P0       | -          | 0m alarm PlooralWorkerFailure FIRING; 20m alarm PlooralWorkerFailure RESOLVED | ESCALATE | platform-lead | 30m
          """);

  static final Table ETP =
      Table.of(
          "etp-express",
          """
          source  | severity | scenario      | events                         | what             | who                 | at
          004 SLA | P2       | -             | 3h reclassify P1               | ESCALATE         | escalation-engineer | 3h
          004 SLA | P2       | -             | 3h reclassify P1               | ESCALATE         | incident-commander  | 4h
          004 SLA | P2       | -             | 3h reclassify P1               | MISS acknowledge | first-responder     | 3h
          004 SLA | P1       | -             | 90m reclassify P2              | ESCALATE         | escalation-engineer | 8h
          004 S1  | P0       | database-down | 12m reclassify P1              | ESCALATE         | escalation-engineer | 30m
          004 S4  | P0       | -             | 10m triage memory-leak         | ESCALATE         | escalation-engineer | 1h
          004 S10 | P1       | -             | 10m triage security-breach     | ESCALATE         | security-specialist | 10m
          004 SLA | P1       | -             | 3h resolved; 5h reopen         | ESCALATE         | escalation-engineer | 2h, 7h
          """);

  ChangeTableTest() {
    super(PLOORAL, ETP);
  }
}
