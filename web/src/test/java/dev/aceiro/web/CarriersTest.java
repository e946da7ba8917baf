package dev.aceiro.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class CarriersTest {
  private final Properties system = new Properties();

  @Test
  void manyMoreThanProcessors() {
    Carriers.provide(system);

    assertThat(Integer.parseInt(system.getProperty("jdk.virtualThreadScheduler.parallelism")))
        .isGreaterThan(8 * Runtime.getRuntime().availableProcessors());
    assertThat(system.getProperty("jdk.virtualThreadScheduler.maxPoolSize"))
        .isEqualTo(system.getProperty("jdk.virtualThreadScheduler.parallelism"));
  }

  @Test
  void whatAnOperatorHasSaidCounts() {
    system.setProperty("jdk.virtualThreadScheduler.parallelism", "4");

    Carriers.provide(system);

    assertThat(system).hasSize(1).containsEntry("jdk.virtualThreadScheduler.parallelism", "4");
  }
}
