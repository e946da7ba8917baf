package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets no execution enter a stage of a pipeline. */
@Component
final class CodepipelineDisableTransition extends CodepipelineTransition {
  CodepipelineDisableTransition(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "codepipeline.disable-transition",
            CodepipelineTransition.Target.class,
            Risk.REVERSIBLE,
            PERMISSIONS,
            List.of("002 §2.4")),
        false);
  }
}
