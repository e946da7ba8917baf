package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives a security group a rule that is missing. */
@Component
final class NetworkRestoreRule extends NetworkRule {
  NetworkRestoreRule(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "network.restore-rule",
            NetworkRule.Target.class,
            Risk.REVERSIBLE,
            PERMISSIONS,
            List.of("000-C2")),
        true);
  }
}
