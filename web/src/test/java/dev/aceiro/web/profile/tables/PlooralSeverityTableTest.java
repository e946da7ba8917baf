package dev.aceiro.web.profile.tables;

/** The procedures of P0, P1 and P2 (002 §1.1-1.3), and the cadence of updates (002 §1.5). */
class PlooralSeverityTableTest extends TableTest {
  static final Table TABLE =
      Table.of(
          "plooral",
          """
          source   | severity | scenario   | events                              | what                | who                 | at
          002 §1.1 | P0       | -          |                                     | NOTIFY              | prod-alerts         | 0m
          002 §1.1 | P0       | -          |                                     | NOTIFY              | engineering-manager | 0m
          002 §1.1 | P0       | -          |                                     | NOTIFY              | platform-lead       | 0m
          002 §1.1 | P0       | -          | 0m unreachable                      | MISS notify         | on-call             | 3m
          002 §1.1 | P0       | -          |                                     | MISS notify         | on-call             | never
          002 §1.1 | P0       | -          |                                     | MISS investigate    | on-call             | 10m
          002 §1.1 | P0       | -          | 9m triage                           | MISS investigate    | on-call             | never
          002 §1.1 | P0       | -          |                                     | MISS contain-target | on-call             | 15m
          002 §1.1 | P0       | -          |                                     | MISS contain-limit  | on-call             | 30m
          002 §1.1 | P0       | -          | 20m contained                       | MISS contain-target | on-call             | 15m
          002 §1.1 | P0       | -          | 20m contained                       | MISS contain-limit  | on-call             | never
          002 §1.1 | P0       | -          | 20m contained                       | MISS communicate    | on-call             | 35m
          002 §1.1 | P0       | -          | 20m contained; 34m update           | MISS communicate    | on-call             | never
          002 §1.2 | P1       | -          |                                     | NOTIFY              | prod-alerts         | 0m
          002 §1.2 | P1       | -          |                                     | NOTIFY              | platform-lead       | 0m
          002 §1.2 | P1       | -          |                                     | NOTIFY              | engineering-manager | never
          002 §1.2 | P1       | -          | 0m unreachable                      | MISS notify         | on-call             | 5m
          002 §1.2 | P1       | -          |                                     | MISS investigate    | on-call             | 15m
          002 §1.2 | P1       | -          |                                     | MISS contain-target | on-call             | 30m
          002 §1.2 | P1       | -          |                                     | MISS contain-limit  | on-call             | 60m
          002 §1.2 | P1       | -          | 20m contained                       | MISS communicate    | on-call             | 50m
          002 §1.3 | P2       | -          |                                     | NOTIFY              | prod-alerts         | 0m
          002 §1.3 | P2       | -          |                                     | NOTIFY              | platform-lead       | never
          002 §1.3 | P2       | -          | 0m unreachable                      | MISS notify         | on-call             | 15m
          002 §1.3 | P2       | -          |                                     | MISS investigate    | on-call             | never
          002 §1.3 | P2       | -          |                                     | MISS contain-limit  | on-call             | never
          002 §1.3 | P2       | -          |                                     | REMIND update       | on-call             | never
          002 §1.5 | P0       | -          | 1h45m resolved                      | REMIND update       | on-call             | 30m, 60m, 90m
          002 §1.5 | P0       | -          | 20m update; 1h15m resolved          | REMIND update       | on-call             | 50m
          002 §1.5 | P0       | -          | 1h45m resolved                      | MISS update         | on-call             | 60m
          002 §1.5 | P0       | -          | 20m update; 1h45m resolved          | MISS update         | on-call             | 1h20m
          002 §1.5 | P0       | -          | 50m update; 100m update; 2h resolved | MISS update        | on-call             | never
          002 §1.5 | P1       | -          | 1h45m resolved                      | REMIND update       | on-call             | 30m, 60m, 90m
          002 §1.5 | P1       | -          | 1h45m resolved                      | MISS update         | on-call             | 60m
          """);

  PlooralSeverityTableTest() {
    super(TABLE);
  }
}
