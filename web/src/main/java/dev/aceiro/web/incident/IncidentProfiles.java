package dev.aceiro.web.incident;

import dev.aceiro.activities.store.IncidentDetail;
import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.activities.store.IncidentSummary;
import dev.aceiro.web.engine.EngineDeadline;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Whose policy an incident follows, also while one of record and engine cannot be asked. */
@Component
class IncidentProfiles {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int REMEMBERED = 1_000;

  private final IncidentReadModel record;
  private final WorkflowClient client;
  private final String installation;
  private final Map<String, String> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  IncidentProfiles(
      IncidentReadModel record, WorkflowClient client, InstallationProperties installation) {
    this.record = record;
    this.client = client;
    this.installation = installation.installation();
  }

  /**
   * The incident's profile; empty where there is no such incident.
   *
   * @throws UnknownException where neither record nor engine can be asked
   */
  Optional<String> of(String incident) throws UnknownException {
    String before = remembered(incident);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<String> profile;
    try {
      profile = record.summary(incident).map(IncidentSummary::profile);
    } catch (DataAccessException | TransactionException away) {
      profile = Optional.of(asEngineHasIt(incident).profile());
    }
    profile.ifPresent(found -> remember(incident, found));
    return profile;
  }

  /** The incident's environment as the record has it; null where nobody knows it. */
  @Nullable String environment(String incident) {
    try {
      return record.summary(incident).map(IncidentSummary::environment).orElse(null);
    } catch (DataAccessException | TransactionException away) {
      return null;
    }
  }

  /** The incident as the record has it; empty where it has none or cannot be asked. */
  Optional<IncidentState> recorded(String incident) {
    try {
      return record.find(incident).map(IncidentDetail::state);
    } catch (DataAccessException | TransactionException away) {
      return Optional.empty();
    }
  }

  /**
   * The incident as its run has it.
   *
   * @throws UnknownException where there is none, or the engine cannot be asked
   */
  IncidentState asEngineHasIt(String incident) throws UnknownException {
    try {
      return EngineDeadline.within(
          PATIENCE,
          () ->
              client
                  .newWorkflowStub(
                      IncidentWorkflow.class, IncidentWorkflow.workflowId(installation, incident))
                  .state());
    } catch (WorkflowNotFoundException none) {
      // The record may know a closed one; nobody can say.
      throw new UnknownException();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnknownException();
    } catch (Exception away) {
      throw new UnknownException();
    }
  }

  private synchronized @Nullable String remembered(String incident) {
    return known.get(incident);
  }

  private synchronized void remember(String incident, String profile) {
    known.put(incident, profile);
  }

  /** Neither record nor engine can be asked. */
  static final class UnknownException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownException() {
      super(null, null, false, false);
    }
  }
}
