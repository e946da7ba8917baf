package dev.aceiro.web.profile.tables;

/** Response and escalation times, the escalation path and the roles (004). */
class EtpSlaTableTest extends TableTest {
  static final Table TABLE =
      Table.of(
          "etp-express",
          """
          source              | severity | scenario | events          | what                   | who                 | at
          004 SLA             | P0       | -        |                 | MISS acknowledge       | first-responder     | 15m
          004 SLA             | P1       | -        |                 | MISS acknowledge       | first-responder     | 1h
          004 SLA             | P2       | -        |                 | MISS acknowledge       | first-responder     | 4h
          004 SLA             | P3       | -        |                 | MISS acknowledge       | first-responder     | 24h
          004 SLA             | P0       | -        | 14m acknowledge | MISS acknowledge       | first-responder     | never
          004 SLA             | P0       | -        |                 | ESCALATE               | escalation-engineer | 30m
          004 SLA             | P1       | -        |                 | ESCALATE               | escalation-engineer | 2h
          004 SLA             | P2       | -        |                 | ESCALATE               | escalation-engineer | 8h
          004 SLA             | P3       | -        |                 | ESCALATE               | escalation-engineer | never
          004 SLA             | P3       | -        |                 | EFFECT MOVE_TO_BACKLOG | -                   | 48h
          004 SLA             | P2       | -        |                 | EFFECT MOVE_TO_BACKLOG | -                   | never
          004 SLA             | P0       | -        | 1m acknowledge  | ESCALATE               | escalation-engineer | 30m
          004 SLA             | P0       | -        | 29m resolved    | ESCALATE               | escalation-engineer | never
          004 Roles           | P0       | -        |                 | ASSIGN                 | incident-commander  | 0m
          004 Roles           | P1       | -        |                 | ASSIGN                 | incident-commander  | never
          004 Roles           | P1       | -        | 20m reclassify P0 | ASSIGN               | incident-commander  | 20m
          004 Roles           | P1       | -        | 5m take incident-commander; 20m reclassify P0 | ASSIGN | incident-commander | never
          004 Roles           | P0       | -        | 30m resolved; 5h reopen | ASSIGN         | incident-commander  | 0m, 5h
          004 Roles           | P1       | -        | 5h reclassify P0 | ASSIGN                | incident-commander  | never
          004 Escalation Path | P0       | -        |                 | ESCALATE               | incident-commander  | never
          004 Escalation Path | P0       | -        | 10m reclassify P1 | ESCALATE             | incident-commander  | never
          004 Escalation Path | P1       | -        | 20m reclassify P0 | ESCALATE             | incident-commander  | never
          004 Escalation Path | P1       | -        | 5h reclassify P0 | ESCALATE              | incident-commander  | 4h
          004 Escalation Path | P0       | -        | 5m take incident-commander | ESCALATE    | incident-commander  | never
          004 Escalation Path | P1       | -        | 5m take incident-commander | ESCALATE    | incident-commander  | 4h
          004 Escalation Path | P1       | -        |                 | ESCALATE               | incident-commander  | 4h
          004 Escalation Path | P2       | -        |                 | ESCALATE               | incident-commander  | 16h
          004 Escalation Path | P3       | -        |                 | ESCALATE               | incident-commander  | never
          004 Escalation Path | P0       | -        |                 | NOTIFY                 | alerts-production   | 0m
          004 Escalation Path | P1       | -        |                 | NOTIFY                 | alerts-production   | 0m
          004 Escalation Path | P2       | -        |                 | NOTIFY                 | alerts-production   | 0m
          004 Escalation Path | P3       | -        |                 | NOTIFY                 | alerts-production   | 0m
          004 Example         | P0       | -        | 10m external; 75m resolved | REMIND external-update | first-responder | 40m, 70m
          """);

  EtpSlaTableTest() {
    super(TABLE);
  }
}
