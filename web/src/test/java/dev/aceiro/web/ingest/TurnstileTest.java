package dev.aceiro.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class TurnstileTest {

  @Test
  void whoeverIsOneTooManyWaitsAndIsTurnedAwayInTime() throws Exception {
    Turnstile turnstile = new Turnstile(1, Duration.ofMillis(50));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first =
          threads.submit(
              () ->
                  turnstile.pass(
                      () -> {
                        inside.countDown();
                        await(leave);
                        return "stored";
                      }));
      inside.await();
      assertThatThrownBy(() -> turnstile.pass(() -> "stored"))
          .isInstanceOf(QueryTimeoutException.class);
      leave.countDown();
      assertThat(first.get()).isEqualTo("stored");
      assertThat(turnstile.<String>pass(() -> "next")).isEqualTo("next");
    }
  }

  @Test
  void whatFailsGivesItsPlaceBack() {
    Turnstile turnstile = new Turnstile(1, Duration.ofMillis(50));
    assertThatThrownBy(
            () ->
                turnstile.pass(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(turnstile.<String>pass(() -> "next")).isEqualTo("next");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
