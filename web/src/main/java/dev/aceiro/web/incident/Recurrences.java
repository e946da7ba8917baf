package dev.aceiro.web.incident;

import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.activities.store.Priors;
import dev.aceiro.web.engine.EngineDeadline;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import dev.aceiro.workflows.policy.Occurrence;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells an incident whose scenario has just been found what else of it the record knows: others may
 * have opened since.
 */
@Component
class Recurrences {
  private static final Logger log = LoggerFactory.getLogger(Recurrences.class);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final IncidentReadModel record;
  private final Priors priors;
  private final WorkflowClient client;
  private final String installation;

  Recurrences(
      IncidentReadModel record,
      Priors priors,
      WorkflowClient client,
      InstallationProperties installation) {
    this.record = record;
    this.priors = priors;
    this.client = client;
    this.installation = installation.installation();
  }

  /** Tells it, without keeping the caller waiting; where that fails, it knows what it knew. */
  void tell(String incident) {
    Thread.ofVirtual().name("aceiro-recurrences").start(() -> now(incident));
  }

  private void now(String incident) {
    try {
      var detail = record.find(incident).orElse(null);
      if (detail == null || detail.plan().countsBack().isZero()) {
        return;
      }
      List<Occurrence> others = priors.known(detail.plan(), incident, Instant.now()).occurrences();
      if (!others.isEmpty()) {
        EngineDeadline.within(
            PATIENCE,
            () -> {
              client
                  .newWorkflowStub(
                      IncidentWorkflow.class, IncidentWorkflow.workflowId(installation, incident))
                  .occurred(others);
              return null;
            });
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Exception away) {
      log.warn("{} was not told what happened before: {}", incident, away.toString());
    }
  }
}
