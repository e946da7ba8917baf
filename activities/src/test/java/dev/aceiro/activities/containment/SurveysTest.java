package dev.aceiro.activities.containment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Leftovers;
import dev.aceiro.workflows.containment.Made;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.incident.Params;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a survey reads, when and for how long. */
class SurveysTest {
  private static final SortedMap<String, String> HALL = Params.of("name", "hall");
  private static final SortedMap<String, String> ATTIC = Params.of("name", "attic");
  private static final SortedMap<String, String> CELLAR = Params.of("name", "cellar");

  private static TestDatabase database;

  private final ScriptedHandler lamp = new ScriptedHandler();
  private final CountDownLatch over = new CountDownLatch(1);
  private Hands hands;

  @BeforeAll
  static void database() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void noDatabase() {
    database.close();
  }

  @BeforeEach
  void hands() {
    hands = new Hands(database, lamp, new Manual());
  }

  @AfterEach
  void noHands() {
    over.countDown();
    hands.close();
  }

  private WorkOrder order() {
    return hands.order("test.light", HALL, false);
  }

  private List<Reading> house() {
    return hands.survey(SurveyOrder.Kind.CLOSING, order(), List.of(HALL, ATTIC, CELLAR));
  }

  private static void forEver(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTargetThatDoesNotAnswerSpoilsNoOtherHoweverManyThereAre() {
    lamp.lookAt =
        name -> {
          if (!name.equals("cellar")) {
            forEver(over);
          }
        };
    Instant began = Instant.now();
    List<Reading> read = house();

    assertThat(Duration.between(began, Instant.now()))
        .isLessThan(Hands.READ_WITHIN.multipliedBy(2));
    assertThat(read)
        .extracting(reading -> reading.step().parameters())
        .containsExactly(HALL, ATTIC, CELLAR);
    assertThat(read)
        .extracting(Reading::state)
        .containsExactly(Reading.State.UNREADABLE, Reading.State.UNREADABLE, Reading.State.READ);
    assertThat(read.getFirst().code()).isEqualTo("TARGET_SLOW");
  }

  @Test
  void aTargetThatFailsIsLookedAtThreeTimesAndThenUnreadable() {
    lamp.lookAt =
        name -> {
          if (name.equals("attic")) {
            throw new IllegalStateException("token=" + lamp.secret);
          }
        };
    List<Reading> read = house();

    assertThat(read).extracting(Reading::code).containsExactly("READ", "TARGET_UNREAD", "READ");
    assertThat(read.toString()).doesNotContain(lamp.secret);
  }

  @Test
  void aBaselineThatIsTakenAfterAnActionIsOfBefore() {
    WorkOrder order = order();
    Made made = lit(order, false);
    List<Reading> late = hands.baseline(order, made);

    assertThat(late.getFirst().values()).containsEntry("state", "off");
    assertThat(Leftovers.compare(late, hands.survey(order, made))).isEmpty();
    lamp.state = "off";
    assertThat(Leftovers.compare(late, hands.survey(order, lit(order, true)))).isEmpty();
  }

  @Test
  void aBaselineThatIsTakenAfterAnActionHidesNoHand() {
    WorkOrder order = order();
    Made made = lit(order, false);
    List<Reading> late = hands.baseline(order, made);
    Made undone = new Made(made.action(), made.type(), made.parameters(), made.digest(), true);

    assertThat(Leftovers.compare(late, hands.survey(order, undone)))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.before()).isEqualTo("off");
              assertThat(found.after()).isEqualTo("on");
            });
  }

  @Test
  void aHandThatCameAfterTheActionAndBeforeTheBaselineIsFoundToo() {
    WorkOrder order = order();
    Made made = lit(order, false);
    lamp.state = "dimmed";
    List<Reading> late = hands.baseline(order, made);

    assertThat(Leftovers.compare(late, hands.survey(order, made)))
        .singleElement()
        .satisfies(found -> assertThat(found.after()).isEqualTo("dimmed"));
  }

  /** The lamp is captured as off, and then on. */
  private Made lit(WorkOrder order, boolean undone) {
    lamp.state = "off";
    Capture capture = hands.captured(order);
    lamp.state = undone ? "off" : "on";
    return new Made(order.action(), order.type(), order.parameters(), capture.digest(), undone);
  }
}
