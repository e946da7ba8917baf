package dev.aceiro.activities.aws;

import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives a security group a rule that is missing. */
@Component
final class NetworkRestoreRule extends NetworkRule {
  NetworkRestoreRule(Aws aws) {
    super(aws, "network.restore-rule", Risk.REVERSIBLE, List.of("000-C2"), true);
  }
}
