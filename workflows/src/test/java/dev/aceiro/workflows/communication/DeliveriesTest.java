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

  @Test
  void aReaderWhoseAddressIsWrongProvesNoChannelBroken() {
    Deliveries deliveries =
        new Deliveries(
            "m",
            List.of(
                failed("email", "email.address-rejected-550"),
                failed("slack", "slack.address-unknown")));

    assertThat(deliveries.brokenKinds()).isEmpty();
    assertThat(deliveries.failedKinds()).containsExactly("email", "slack");
  }

  @Test
  void itWasDeliveredWhenTheFirstChannelTookIt() {
    Instant first = Instant.parse("2026-03-02T12:00:00Z");
    Deliveries deliveries =
        new Deliveries(
            "m",
            List.of(
                failed("slack", "slack.rate-limited"),
                new Delivery("sms", "on-call", Result.SENT, "", first.plusSeconds(9)),
                new Delivery("email", "on-call", Result.SENT, "", first)));

    assertThat(deliveries.deliveredAt()).isEqualTo(first);
    assertThat(new Deliveries("m", List.of(failed("slack", "x"))).deliveredAt()).isNull();
  }

  private static Delivery failed(String kind, String code) {
    return new Delivery(kind, "on-call", Result.FAILED, code, Instant.EPOCH);
  }
}
