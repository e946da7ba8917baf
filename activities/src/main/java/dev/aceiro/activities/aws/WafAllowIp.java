package dev.aceiro.activities.aws;

import java.util.List;
import org.springframework.stereotype.Component;

/** Allows addresses: puts them into an IP set by which a rule of a web ACL lets through. */
@Component
final class WafAllowIp extends WafAddresses {
  WafAllowIp(Aws aws) {
    super(
        aws,
        "waf.allow-ip",
        List.of("002 §4.2.2"),
        action -> action.allow() != null,
        "waf.no-rule-allows");
  }
}
