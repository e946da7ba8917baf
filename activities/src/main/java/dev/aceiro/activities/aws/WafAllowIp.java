package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.springframework.stereotype.Component;

/** Allows addresses: puts them into an IP set by which a rule of a web ACL lets through. */
@Component
final class WafAllowIp extends WafAddresses {
  WafAllowIp(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "waf.allow-ip",
            WafAddresses.Target.class,
            Risk.REVERSIBLE,
            PERMISSIONS,
            List.of("002 §4.2.2")),
        action -> action.allow() != null,
        "waf.no-rule-allows");
  }
}
