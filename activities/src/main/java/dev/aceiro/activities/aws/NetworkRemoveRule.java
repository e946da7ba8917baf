package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Removes a rule of a security group. Connections that are open go on: only an entry in the network
 * ACL cuts them.
 */
@Component
final class NetworkRemoveRule extends NetworkRule {
  NetworkRemoveRule(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "network.remove-rule",
            NetworkRule.Target.class,
            Risk.DISRUPTIVE,
            PERMISSIONS,
            List.of("000-C1")),
        false);
  }
}
