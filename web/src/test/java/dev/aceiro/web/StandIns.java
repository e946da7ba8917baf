package dev.aceiro.web;

import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.recovery.CheckOrder;
import dev.aceiro.workflows.recovery.CheckResult;
import dev.aceiro.workflows.recovery.CheckState;
import dev.aceiro.workflows.recovery.RecoveryActivities;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Activities that touch nothing, for tests of what is around them, where the application has none. */
final class StandIns implements BeanFactoryPostProcessor {

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    register(beans, CommunicationActivities.class, new Dry());
    register(beans, RecoveryActivities.class, new Passing());
  }

  private static <T> void register(ConfigurableListableBeanFactory beans, Class<T> type, T bean) {
    if (beans.getBeanNamesForType(type, true, false).length == 0) {
      beans.registerSingleton("standIn" + type.getSimpleName(), bean);
    }
  }

  /** Nothing is sent. */
  private static final class Dry implements CommunicationActivities {
    @Override
    public Deliveries send(Message message) {
      return new Deliveries(
          message.key(),
          message.fallback().stream()
              .map(
                  address ->
                      new Delivery(
                          address.kind(), address.person(), Delivery.Result.DRY, "", Instant.now()))
              .toList());
    }

    @Override
    public List<Deliveries> sendAll(List<Message> messages) {
      return messages.stream().map(this::send).toList();
    }
  }

  /** Everything is well. */
  private static final class Passing implements RecoveryActivities {
    @Override
    public CheckResult check(CheckOrder order) {
      return new CheckResult(
          order.check(), CheckState.PASSED, "STUBBED", new TreeMap<>(), "aceiro", Instant.now());
    }
  }
}
