package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.springframework.stereotype.Component;

/** Blocks addresses: puts them into an IP set by which a rule of a web ACL blocks. */
@Component
final class WafBlockIp extends WafAddresses {
  WafBlockIp(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "waf.block-ip",
            WafAddresses.Target.class,
            Risk.REVERSIBLE,
            PERMISSIONS,
            List.of("000-C1", "004 S10")),
        action -> action.block() != null,
        "waf.no-rule-blocks");
  }
}
