package dev.aceiro.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TripwireTest {
  private final Tripwire tripwire = new Tripwire();
  private final AtomicInteger deeds = new AtomicInteger();

  @Test
  void theFirstToReachItsMomentDoesTheDeedOnce() {
    CompletableFuture<String> sprung =
        tripwire.arm(Moment.REQUEST_RECEIVED, deeds::incrementAndGet);

    tripwire.pass(Moment.REQUEST_ANSWERED, "another moment");
    assertThat(sprung).isNotDone();
    tripwire.pass(Moment.REQUEST_RECEIVED, "first");
    tripwire.pass(Moment.REQUEST_RECEIVED, "second");

    assertThat(sprung).isCompletedWithValue("first");
    assertThat(deeds).hasValue(1);
  }

  @Test
  void nothingSpringsItOnceItIsDisarmed() {
    tripwire.arm(Moment.REQUEST_RECEIVED, deeds::incrementAndGet);
    tripwire.disarm();
    tripwire.pass(Moment.REQUEST_RECEIVED, "late");

    assertThat(deeds).hasValue(0);
  }
}
