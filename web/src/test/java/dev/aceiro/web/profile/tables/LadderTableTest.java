package dev.aceiro.web.profile.tables;

/** Who is paged first, by which channels in which order (004), until somebody acknowledges. */
class LadderTableTest extends TableTest {
  static final Table ETP =
      Table.of(
          "etp-express",
          """
          source                    | severity | scenario | events         | what           | who             | at
          004 Notification Channels | P0       | -        |                | PAGE slack     | first-responder | 0m
          004 Notification Channels | P0       | -        |                | PAGE sms       | first-responder | 5m
          004 Notification Channels | P0       | -        |                | PAGE email     | first-responder | 5m
          004 Notification Channels | P0       | -        |                | PAGE pagerduty | first-responder | 5m
          004 Notification Channels | P0       | -        |                | PAGE phone     | first-responder | 10m
          004 Notification Channels | P1       | -        |                | PAGE phone     | first-responder | 10m
          Aceiro                    | P2       | -        |                | PAGE phone     | first-responder | never
          Aceiro                    | P3       | -        |                | PAGE phone     | first-responder | never
          Aceiro                    | P3       | -        |                | PAGE email     | first-responder | 5m
          Aceiro                    | P3       | -        | 20m reclassify P0 | PAGE phone  | first-responder | 20m
          004 Notification Channels | P0       | -        | 4m acknowledge | PAGE slack     | first-responder | 0m
          004 Notification Channels | P0       | -        | 4m acknowledge | PAGE sms       | first-responder | never
          004 Notification Channels | P0       | -        | 4m acknowledge | PAGE phone     | first-responder | never
          """);

  static final Table PLOORAL =
      Table.of(
          "plooral",
          """
          source | severity | scenario | events         | what       | who     | at
          Aceiro | P1       | -        |                | PAGE slack | on-call | 0m
          Aceiro | P1       | -        |                | PAGE sms   | on-call | 5m
          Aceiro | P1       | -        |                | PAGE phone | on-call | 10m
          Aceiro | P2       | -        |                | PAGE sms   | on-call | 5m
          Aceiro | P2       | -        |                | PAGE phone | on-call | never
          Aceiro | P1       | -        | 7m acknowledge | PAGE phone | on-call | never
          """);

  static final Table CHALLENGE =
      Table.of(
          "challenge-02",
          """
          source | severity | scenario | events | what       | who     | at
          Aceiro | P1       | -        |        | PAGE slack | on-call | 0m
          Aceiro | P1       | -        |        | PAGE sms   | on-call | 5m
          Aceiro | P1       | -        |        | PAGE phone | on-call | 10m
          """);

  LadderTableTest() {
    super(ETP, PLOORAL, CHALLENGE);
  }
}
