package dev.aceiro.web;

import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.record.RecordActivities;
import dev.aceiro.workflows.record.RecordBatch;
import dev.aceiro.workflows.record.RecordOutcome;
import dev.aceiro.workflows.recovery.RecoveryActivities;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** What is launched, the store, and the engine's parts, with activities that nobody calls. */
@SpringBootConfiguration
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackages = "dev.aceiro.activities.store")
@ComponentScan({"dev.aceiro.activities.store", "dev.aceiro.web.engine"})
class EngineTestApplication {

  /** Writes nothing, and takes until it is let go. */
  static final class SlowRecord implements RecordActivities {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);
    final CountDownLatch done = new CountDownLatch(1);

    @Override
    public RecordOutcome record(RecordBatch batch) {
      begun.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("it was not waited for", e);
      }
      done.countDown();
      return RecordOutcome.SUPERSEDED;
    }
  }

  @Bean
  SlowRecord recording() {
    return new SlowRecord();
  }

  @Bean
  CommunicationActivities communication() {
    return nobodyCalls(CommunicationActivities.class);
  }

  @Bean
  RecoveryActivities recovery() {
    return nobodyCalls(RecoveryActivities.class);
  }

  @Bean
  ContainmentActivities containment() {
    return nobodyCalls(ContainmentActivities.class);
  }

  private static <T> T nobodyCalls(Class<T> activities) {
    return activities.cast(
        Proxy.newProxyInstance(
            activities.getClassLoader(),
            new Class<?>[] {activities},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "toString" -> activities.getSimpleName();
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> throw new UnsupportedOperationException(method.getName());
                }));
  }
}
