package dev.aceiro.web.engine;

import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.containment.ActionWorkflowImpl;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import dev.aceiro.workflows.incident.IncidentWorkflowImpl;
import dev.aceiro.workflows.record.RecordActivities;
import dev.aceiro.workflows.recovery.RecoveryActivities;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorSimpleMaximum;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What runs where: the workflows and activities of each task queue, and how many at once on two
 * cores.
 */
final class WorkerRegistrations {

  /** How long a worker that is gone delays the next task of an incident it had in its cache. */
  private static final Duration STICKY = Duration.ofSeconds(1);

  /**
   * A workflow task takes milliseconds; a machine that does ten things at once may take seconds.
   */
  private static final long DEADLOCK_MILLIS = Duration.ofSeconds(15).toMillis();

  private static final int CACHED_INCIDENTS = 600;
  private static final int WORKFLOW_TASKS = 16;
  private static final int ACTIVITIES = 24;
  private static final int CONTAINMENTS = 8;

  private final Roles roles;
  private final ObjectProvider<RecordActivities> recording;
  private final ObjectProvider<CommunicationActivities> communication;
  private final ObjectProvider<RecoveryActivities> recovery;
  private final ObjectProvider<ContainmentActivities> containment;

  WorkerRegistrations(
      Roles roles,
      ObjectProvider<RecordActivities> recording,
      ObjectProvider<CommunicationActivities> communication,
      ObjectProvider<RecoveryActivities> recovery,
      ObjectProvider<ContainmentActivities> containment) {
    this.roles = roles;
    this.recording = recording;
    this.communication = communication;
    this.recovery = recovery;
    this.containment = containment;
  }

  /** Whether this process works at all. */
  boolean any() {
    return roles.has(Role.WORKER) || roles.has(Role.RESPONDER);
  }

  WorkerFactoryOptions factoryOptions() {
    return WorkerFactoryOptions.newBuilder()
        .setWorkflowCacheSize(CACHED_INCIDENTS)
        .setUsingVirtualWorkflowThreads(true)
        .build();
  }

  /** Registers everything that this process does with a factory that has not been started. */
  void register(WorkerFactory factory) {
    if (roles.has(Role.WORKER)) {
      Worker worker = factory.newWorker(IncidentWorkflow.TASK_QUEUE, workerOptions());
      worker.registerWorkflowImplementationTypes(
          IncidentWorkflowImpl.class, ActionWorkflowImpl.class);
      worker.registerActivitiesImplementations(
          recording.getObject(), communication.getObject(), recovery.getObject());
    }
    if (roles.has(Role.RESPONDER)) {
      Worker responder = factory.newWorker(ContainmentActivities.TASK_QUEUE, responderOptions());
      responder.registerActivitiesImplementations(containment.getObject());
    }
  }

  private static WorkerOptions workerOptions() {
    return WorkerOptions.newBuilder()
        .setStickyQueueScheduleToStartTimeout(STICKY)
        .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
        .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_TASKS)
        .setMaxConcurrentActivityExecutionSize(ACTIVITIES)
        .setWorkflowTaskPollersBehavior(new PollerBehaviorSimpleMaximum(4))
        .setActivityTaskPollersBehavior(new PollerBehaviorSimpleMaximum(4))
        .setUsingVirtualThreadsOnActivityWorker(true)
        .build();
  }

  private static WorkerOptions responderOptions() {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentActivityExecutionSize(CONTAINMENTS)
        .setActivityTaskPollersBehavior(new PollerBehaviorSimpleMaximum(2))
        .setUsingVirtualThreadsOnActivityWorker(true)
        .build();
  }
}
