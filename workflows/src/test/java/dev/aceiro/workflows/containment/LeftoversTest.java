package dev.aceiro.workflows.containment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.Leftovers.Found;
import dev.aceiro.workflows.incident.Params;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What differs, and what the ledger explains of it. */
class LeftoversTest {
  private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
  private static final SurveyStep SCALE = step("ecs.scale");
  private static final SurveyStep DEPLOY = step("ecs.force-new-deployment");

  private static SurveyStep step(String type) {
    return new SurveyStep(type, Params.of("service", "api"));
  }

  private static Reading read(SurveyStep step, String... values) {
    return explained(step, Params.none(), values);
  }

  private static Reading explained(
      SurveyStep step, SortedMap<String, String> accounted, String... values) {
    return new Reading(step, Reading.State.READ, "api", Params.of(values), accounted, "READ", AT);
  }

  private static Reading not(SurveyStep step, Reading.State state, String target, String code) {
    return new Reading(step, state, target, Params.none(), Params.none(), code, AT);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("nothing has changed", "4", "4", null, false),
        Arguments.of("a hand has changed it", "4", "12", null, true),
        Arguments.of("a hand has removed it", "4", null, null, true),
        Arguments.of("a hand has set it", null, "4", null, true),
        Arguments.of("an entry has set it", "4", "8", "8", false),
        Arguments.of("an entry has set it, and a hand after it", "4", "12", "8", true),
        Arguments.of("an entry has removed it", "4", null, "", false),
        Arguments.of("an entry has removed it, and a hand has set it", "4", "5", "", true),
        Arguments.of("an entry has changed it to nobody knows what", "4", "x", "*", false),
        Arguments.of("an entry set it, and a hand put it back", "4", "4", "8", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void aValueIsUnexplainedIfItIsAnotherAndNoEntrySetIt(
      String what, String before, String after, String accounted, boolean found) {
    List<Found> differences =
        Leftovers.compare(
            List.of(read(SCALE, "desired", before)),
            List.of(explained(SCALE, Params.of("desired", accounted), "desired", after)));

    assertThat(differences)
        .isEqualTo(
            found
                ? List.of(new Found("api", "desired", before, after, Leftovers.CHANGED))
                : List.of());
  }

  @Test
  void whatAnEntryExplainsOfOneValueExplainsNoOther() {
    assertThat(
            Leftovers.compare(
                List.of(read(SCALE, "desired", "4", "maximum", "8")),
                List.of(
                    explained(SCALE, Params.of("desired", "6"), "desired", "6", "maximum", "99"))))
        .extracting(Found::name)
        .containsExactly("maximum");
  }

  @Test
  void whatTwoStepsSeeOfOneTargetIsOneDifference() {
    assertThat(
            Leftovers.compare(
                List.of(read(SCALE, "taskDefinition", "41"), read(DEPLOY, "taskDefinition", "41")),
                List.of(read(SCALE, "taskDefinition", "42"), read(DEPLOY, "taskDefinition", "42"))))
        .hasSize(1);
  }

  @Test
  void aTargetThatCanNoLongerBeReadIsADifferenceOfItsOwn() {
    assertThat(
            Leftovers.compare(
                List.of(read(SCALE, "desired", "4")),
                List.of(not(SCALE, Reading.State.UNREADABLE, "", "aws.unreachable"))))
        .containsExactly(new Found("api", "", null, null, "aws.unreachable"));
    assertThat(
            Leftovers.compare(
                List.of(read(SCALE, "desired", "4")),
                List.of(not(SCALE, Reading.State.LEFT_OUT, "", "ecs.service-not-found"))))
        .containsExactly(new Found("api", "", null, null, "ecs.service-not-found"));
  }

  @Test
  void aTargetThatCouldNotBeReadAtFirstHasNoBaseline() {
    Reading unread = not(SCALE, Reading.State.UNREADABLE, "", "aws.unreachable");

    assertThat(Leftovers.compare(List.of(unread), List.of(read(SCALE, "desired", "4"))))
        .containsExactly(new Found("api", "", null, null, Leftovers.NO_BASELINE));
    assertThat(
            Leftovers.compare(
                List.of(unread), List.of(not(SCALE, Reading.State.LEFT_OUT, "", "NOT_REACHED"))))
        .as("an installation that reaches nothing has nothing to compare")
        .isEmpty();
  }

  @Test
  void whatWasLeftOutIsNotCompared() {
    assertThat(
            Leftovers.compare(
                List.of(not(SCALE, Reading.State.LEFT_OUT, "", "PARAMETER_MISSING")),
                List.of(read(SCALE, "desired", "4"))))
        .isEmpty();
  }
}
