package dev.aceiro.workflows.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.policy.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whole incidents, from the first alarm to the last action item, second by second. */
class WholeIncidentTest {

  @Test
  void aWholeP0TellsEverybodyAtItsSecondAndOnce() {
    try (Drive drive = new Drive("P0")) {
      Lifecycle.wholeP0(drive);
      System.out.println(
          "EVENTS "
              + Histories.events(drive.env.getWorkflowServiceStubs())
              + " bytes "
              + Histories.bytes(drive.env.getWorkflowServiceStubs())
              + " records "
              + drive.world.records);
      for (var r : Histories.runs(drive.env.getWorkflowServiceStubs()))
        System.out.println(
            r.getWorkflowId()
                + " "
                + Histories.history(drive.env.getWorkflowServiceStubs(), r).getEventsCount());
      drive.messages().forEach(System.out::println);
      drive
          .world
          .timeline()
          .forEach(
              e ->
                  System.out.println(
                      e.sequence()
                          + " "
                          + Duration.between(drive.start, e.occurredAt())
                          + " "
                          + e.code()
                          + " "
                          + e.params()));
      assertThat(drive.world.snapshot.stage()).isEqualTo(Stage.CLOSED);
    }
  }
}
