package dev.aceiro.workflows.communication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.communication.Delivery.Result;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

  @Test
  void aReaderWithoutAnAddressProvesNoChannelBroken() {
    Deliveries deliveries =
        new Deliveries(
            "m", List.of(failed("phone", Delivery.NO_ADDRESS), failed("slack", "refused")));

    assertThat(deliveries.failedKinds()).containsExactly("phone", "slack");
    assertThat(deliveries.brokenKinds()).containsExactly("slack");
    assertThat(deliveries.lost()).isTrue();
  }

  private static Delivery failed(String kind, String code) {
    return new Delivery(kind, "on-call", Result.FAILED, code, Instant.EPOCH);
  }
}
