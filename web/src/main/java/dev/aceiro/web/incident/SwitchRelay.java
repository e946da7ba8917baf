package dev.aceiro.web.incident;

import dev.aceiro.activities.store.Change;
import dev.aceiro.activities.store.Changes;
import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.activities.store.KillSwitch;
import dev.aceiro.activities.store.KillSwitch.Untold;
import dev.aceiro.web.engine.EngineDeadline;
import dev.aceiro.web.engine.EngineState;
import dev.aceiro.web.engine.LostRuns;
import dev.aceiro.web.engine.Watching;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells every open incident when the switch that stops all containment is pulled or released, also
 * one that opens while it is pulled and one that was resumed from a record without it. At least
 * once: an incident knows what it has heard. Nothing here stops a call, the claim does.
 */
@Component
class SwitchRelay extends Watching {
  private static final Logger log = LoggerFactory.getLogger(SwitchRelay.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final KillSwitch killSwitch;
  private final IncidentReadModel record;
  private final WorkflowClient client;
  private final EngineState engine;
  private final LostRuns runs;
  private final Semaphore thrown = new Semaphore(0);
  private volatile Changes.@Nullable Subscription subscription;

  SwitchRelay(
      KillSwitch killSwitch,
      IncidentReadModel record,
      WorkflowClient client,
      EngineState engine,
      LostRuns runs) {
    super(Thread.ofVirtual().name("switch relay"));
    this.killSwitch = killSwitch;
    this.record = record;
    this.client = client;
    this.engine = engine;
    this.runs = runs;
  }

  @Override
  public void start() {
    subscription =
        record.changes(
            change -> {
              if (change.kind() == Change.Kind.SWITCH) {
                thrown.release();
              }
            });
    super.start();
  }

  @Override
  public void stop() {
    Changes.Subscription ours = subscription;
    subscription = null;
    if (ours != null) {
      ours.close();
    }
    super.stop();
  }

  @Override
  protected void watch() throws InterruptedException {
    while (watching()) {
      if (engine.awaitReady(PAUSE)) {
        tell();
        if (thrown.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          thrown.drainPermits();
        }
      }
    }
  }

  /** Tells whoever has not heard. */
  void tell() throws InterruptedException {
    try {
      Set<String> deaf = new HashSet<>();
      for (Untold one : killSwitch.untold()) {
        // one incident hears of what happened in the order in which it happened
        if (!deaf.contains(one.incident()) && !told(one)) {
          deaf.add(one.incident());
        }
      }
    } catch (RuntimeException away) {
      log.debug("Nobody knows who has not heard of the switch: {}", away.getMessage());
    }
  }

  private boolean told(Untold one) throws InterruptedException {
    try {
      EngineDeadline.within(
          PATIENCE,
          () -> {
            client.newWorkflowStub(IncidentWorkflow.class, one.workflowId()).switched(one.event());
            return true;
          });
      killSwitch.told(one);
      return true;
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (WorkflowNotFoundException lost) {
      runs.suspect(one.incident());
      return false;
    } catch (Exception away) {
      log.warn("{} has not heard of the switch yet: {}", one.incident(), away.toString());
      return false;
    }
  }
}
