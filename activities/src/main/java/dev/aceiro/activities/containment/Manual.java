package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instruction that a person carries out and reports. It has an approval, an outcome and a place
 * on the ledger like any other action.
 */
final class Manual implements ActionHandler<Manual.Instruction> {
  static final String TYPE = "manual";

  /** What a person is asked to do. */
  record Instruction(
      @Doc(
              value = "What to do, so that somebody else can do it.",
              example = "Restart the writer instance aurora-1 in the RDS console",
              maxLength = 2000)
          String instruction,
      @Doc(
              value = "How to undo it; absent if nothing can be undone.",
              example = "Nothing to do: the instance comes back by itself",
              maxLength = 2000)
          @Nullable String undo,
      @Doc(
              value =
                  "What it is to those who investigate: EVIDENCE keeps what they need, DEPLOYMENT"
                      + " puts another version live, ROLLBACK brings an older one back, ROTATION"
                      + " replaces a secret; absent for anything else.",
              example = "EVIDENCE",
              pattern = "EVIDENCE|DEPLOYMENT|ROLLBACK|ROTATION")
          @Nullable String nature) {}

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Class<Instruction> parameters() {
    return Instruction.class;
  }

  @Override
  public Risk risk() {
    return Risk.REVERSIBLE;
  }

  @Override
  public Nature nature(Instruction parameters, Before before) {
    return parameters.nature() == null ? Nature.NONE : Nature.valueOf(parameters.nature());
  }

  @Override
  public List<String> permissions() {
    return List.of();
  }

  @Override
  public List<String> sources() {
    return List.of("000", "002 §1.1", "004");
  }

  @Override
  public Duration settleTime() {
    return Duration.ZERO;
  }

  @Override
  public Duration verifyTime() {
    return Duration.ZERO;
  }

  @Override
  public boolean harmlessToRepeat() {
    return true;
  }

  @Override
  public boolean effectFree() {
    return true;
  }

  @Override
  public Before capture(Instruction parameters) {
    return imagine(parameters);
  }

  @Override
  public Before imagine(Instruction parameters) {
    return Before.of(
            Redaction.shortened(parameters.instruction().lines().findFirst().orElse(""), 200),
            parameters.instruction(),
            parameters.undo() == null ? Risk.DISRUPTIVE : Risk.REVERSIBLE)
        .relevant("undo", parameters.undo())
        .relevant("nature", parameters.nature())
        .fact("undo", parameters.undo())
        .changes("undo", null, parameters.undo())
        .undoable(parameters.undo() != null)
        .build();
  }

  @Override
  public Receipt apply(Instruction parameters, Before before, Call call) {
    return Receipt.withPerson("instruction", parameters.instruction());
  }

  @Override
  public Effect effect(Instruction parameters, Before before, Call call) {
    return Effect.absent();
  }

  @Override
  public Progress verify(Instruction parameters, Before before, Call call) {
    return Progress.done(parameters.undo() != null, "WITH_PERSON");
  }

  @Override
  public Receipt undo(Instruction parameters, Before before, Call call) {
    if (parameters.undo() == null) {
      throw new ActionRefusedException("NOTHING_TO_UNDO");
    }
    return Receipt.withPerson("instruction", parameters.undo());
  }
}
