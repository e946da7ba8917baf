package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets executions enter a stage of a pipeline again. */
@Component
final class CodepipelineEnableTransition extends CodepipelineTransition {
  CodepipelineEnableTransition(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "codepipeline.enable-transition",
            CodepipelineTransition.Target.class,
            Risk.REVERSIBLE,
            PERMISSIONS,
            List.of("002 §2.4")),
        true);
  }
}
