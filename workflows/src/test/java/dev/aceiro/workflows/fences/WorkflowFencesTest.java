package dev.aceiro.workflows.fences;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class WorkflowFencesTest {

  private static final JavaClasses WORKFLOWS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.aceiro.workflows");

  @Test
  void thereIsWorkflowCodeToLookAt() {
    assertThat(WORKFLOWS.contain("dev.aceiro.workflows.alarm.Alarm")).isTrue();
  }

  @Test
  void workflowCodeKnowsTheJdkAndTheEngineOnly() {
    Fences.ALLOWED_PACKAGES.check(WORKFLOWS);
  }

  @Test
  void workflowCodeReadsNoClock() {
    Fences.NO_CLOCK.check(WORKFLOWS);
  }

  @Test
  void workflowCodeLeavesNothingToChance() {
    Fences.NO_RANDOM.check(WORKFLOWS);
  }

  @Test
  void workflowCodeStartsNoThreadsAndWaitsForNone() {
    Fences.NO_THREADS.check(WORKFLOWS);
  }

  @Test
  void workflowCodeTakesNoLocks() {
    Fences.NO_LOCKS.check(WORKFLOWS);
  }

  @Test
  void workflowCodeTouchesNothingOutsideItself() {
    Fences.NO_INPUT_OR_OUTPUT.check(WORKFLOWS);
  }

  @Test
  void workflowCodeDoesNotDependOnTheMachinesZoneOrLanguage() {
    Fences.NO_MACHINE_DEFAULTS.check(WORKFLOWS);
  }

  @Test
  void workflowCodeHasNoStaticState() {
    Fences.NO_STATIC_STATE.check(WORKFLOWS);
  }

  @Test
  void workflowCodeIteratesInOneOrderOnly() {
    Fences.ORDERED_COLLECTIONS.check(WORKFLOWS);
  }

  @Test
  void workflowCodeStreamsOneElementAfterTheOther() {
    Fences.SEQUENTIAL_STREAMS.check(WORKFLOWS);
  }

  @Test
  void noStateOrMessageHoldsASetOfUnknownOrder() {
    Fences.NO_SET_IN_STATE.check(WORKFLOWS);
  }

  @Test
  void workflowCodeLogsThroughTheEngine() {
    Fences.REPLAY_AWARE_LOGGING.check(WORKFLOWS);
  }

  @Test
  void whatIsOrderedAndPurePassesEveryFence() {
    JavaClasses wellBehaved = new ClassFileImporter().importClasses(WellBehaved.class);

    for (ArchRule fence : Fences.ALL) {
      fence.allowEmptyShould(true).check(wellBehaved);
    }
  }
}
