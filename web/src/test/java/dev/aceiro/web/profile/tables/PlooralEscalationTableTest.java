package dev.aceiro.web.profile.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The escalation matrix (002 §1.4), and what two attention alarms add to it (002 §4.2). */
class PlooralEscalationTableTest extends TableTest {
  static final Table TABLE =
      Table.of(
          "plooral",
          """
          source     | severity | scenario    | events                                       | what     | who                 | at
          002 §1.4   | P0       | -           |                                              | ESCALATE | platform-lead       | 30m
          002 §1.4   | P1       | -           |                                              | ESCALATE | platform-lead       | 30m
          002 §1.4   | P2       | -           |                                              | ESCALATE | platform-lead       | never
          002 §1.4   | P0       | api-errors  |                                              | ESCALATE | platform-lead       | 30m
          002 §1.4   | P0       | -           | 2m acknowledge                               | ESCALATE | platform-lead       | 30m
          002 §1.4   | P0       | -           | 10m progress                                 | ESCALATE | platform-lead       | 40m
          002 §1.4   | P0       | -           | 10m progress; 35m progress                   | ESCALATE | platform-lead       | 65m
          002 §1.4   | P0       | -           | 50m progress                                 | ESCALATE | platform-lead       | 30m, 80m
          002 §1.4   | P0       | -           | 25m resolved                                 | ESCALATE | platform-lead       | never
          002 §1.4   | P0       | -           | 40m flag BUSINESS_IMPACT                     | ESCALATE | engineering-manager | 60m
          002 §1.4   | P1       | -           | 40m flag BUSINESS_IMPACT                     | ESCALATE | engineering-manager | 60m
          002 §1.4   | P0       | -           | 90m flag BUSINESS_IMPACT                     | ESCALATE | engineering-manager | 90m
          002 §1.4   | P0       | -           | 40m flag BUSINESS_IMPACT; 50m unflag BUSINESS_IMPACT | ESCALATE | engineering-manager | never
          002 §1.4   | P0       | -           |                                              | ESCALATE | engineering-manager | never
          002 §1.4   | P2       | -           | 40m flag BUSINESS_IMPACT                     | ESCALATE | engineering-manager | never
          002 §1.4   | P0       | -           | 7m flag SECURITY                             | ESCALATE | security-team       | 7m
          002 §1.4   | P1       | -           | 7m flag SECURITY                             | ESCALATE | security-team       | 7m
          002 §1.4   | P2       | -           | 7m flag SECURITY                             | ESCALATE | security-team       | never
          002 §1.4   | P0       | -           | 30m flag AWS_PERSISTENT                      | ESCALATE | aws-tam             | 2h
          002 §1.4   | P1       | -           | 3h flag AWS_PERSISTENT                       | ESCALATE | aws-tam             | 3h
          002 §1.4   | P0       | -           |                                              | ESCALATE | aws-tam             | never
          002 §1.4   | P0       | -           | 7m flag ALERT_DELIVERY_FAILED                | ESCALATE | slack-admin         | 7m
          002 §1.4   | P1       | -           | 7m flag ALERT_DELIVERY_FAILED                | ESCALATE | slack-admin         | 7m
          002 §4.2.1 | P2       | storage-low | 20m flag WORSENING                           | ESCALATE | platform-lead       | 20m
          002 §4.2.2 | P2       | edge-errors | 20m flag WORSENING                           | ESCALATE | platform-lead       | 20m
          002 §4.2   | P2       | api-errors  | 20m flag WORSENING                           | ESCALATE | platform-lead       | never
          """);

  PlooralEscalationTableTest() {
    super(TABLE);
  }

  @Test
  void theSlackAdminIsNotToldThroughSlack() {
    Row row =
        Table.of(
                "plooral",
                """
                source   | severity | scenario | events                        | what     | who         | at
                002 §1.4 | P0       | -        | 7m flag ALERT_DELIVERY_FAILED | ESCALATE | slack-admin | 7m
                """)
            .rows()
            .findFirst()
            .orElseThrow();
    assertThat(Rehearsal.of(row).told(row))
        .singleElement()
        .satisfies(
            firing -> assertThat(firing.channels()).doesNotContain("slack").contains("email"));
  }
}
