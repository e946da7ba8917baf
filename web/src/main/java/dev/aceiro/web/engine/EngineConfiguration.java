package dev.aceiro.web.engine;

import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.record.RecordActivities;
import dev.aceiro.workflows.recovery.RecoveryActivities;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * The engine's parts around the client that Temporal's starter makes of {@code spring.temporal.*}.
 * They work from an {@link Engine} that was launched before this context.
 */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  /** How long a connection that was refused is not tried again. */
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private static final LostRuns.Pace LOOKS =
      new LostRuns.Pace(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(30));

  @Bean
  TemporalOptionsCustomizer<WorkflowServiceStubsOptions.Builder> connection(Engine engine) {
    return options -> {
      options.setConnectionBackoffResetFrequency(RECONNECT);
      if (engine.kind().embedded()) {
        options.setGrpcCompression(GrpcCompression.NONE);
      }
      engine
          .channel()
          .ifPresent(
              channel ->
                  options
                      .setTarget(null)
                      .setChannel(channel)
                      .addGrpcClientInterceptor(new InOneOrder()));
      return options;
    };
  }

  @Bean
  EngineState engineState(Engine engine) {
    return new EngineState(engine, InstantSource.system());
  }

  @Bean
  IncidentRuns incidentRuns(WorkflowClient client) {
    return new IncidentRuns(client);
  }

  @Bean
  EngineResume engineResume(
      Engine engine,
      EngineState state,
      EngineRecord record,
      OpenIncidents incidents,
      IncidentRuns runs,
      ApplicationEventPublisher events,
      @Value("${aceiro.engine.resume:false}") boolean ordered) {
    return new EngineResume(
        engine.kind().embedded() || ordered, state, record, incidents, runs, events);
  }

  @Bean
  LostRuns lostRuns(
      Engine engine,
      EngineState state,
      OpenIncidents incidents,
      IncidentRuns runs,
      EngineResume resume,
      @Value("${aceiro.engine.resume:false}") boolean ordered) {
    return new LostRuns(
        engine.kind().embedded() || ordered,
        state,
        incidents,
        runs,
        resume,
        InstantSource.system(),
        LOOKS);
  }

  @Bean
  Roles roles(@Value("${aceiro.roles:web,worker,responder}") String roles) {
    return new Roles(Role.parse(roles));
  }

  /** A process that is no web answers for its health alone. */
  @Bean
  FilterRegistrationBean<HealthOnly> healthOnly(Roles roles) {
    FilterRegistrationBean<HealthOnly> registration =
        new FilterRegistrationBean<>(new HealthOnly());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setEnabled(!roles.has(Role.WEB));
    return registration;
  }

  @Bean
  WorkerRegistrations workerRegistrations(
      Roles roles,
      ObjectProvider<RecordActivities> recording,
      ObjectProvider<CommunicationActivities> communication,
      ObjectProvider<RecoveryActivities> recovery,
      ObjectProvider<ContainmentActivities> containment) {
    return new WorkerRegistrations(roles, recording, communication, recovery, containment);
  }

  @Bean
  WorkerLoop workerLoop(
      WorkflowClient client, WorkerRegistrations registrations, EngineState state) {
    return new WorkerLoop(client, registrations, state);
  }

  @Bean
  EngineMonitor engineMonitor(
      Engine engine,
      WorkflowServiceStubs stubs,
      EngineState state,
      EngineResume resume,
      WorkerLoop workers) {
    return new EngineMonitor(engine, stubs, state, resume, workers);
  }

  @Bean
  DatabaseMonitor databaseMonitor(
      DataSource database, @Value("${aceiro.database.embedded:false}") boolean embedded) {
    return new DatabaseMonitor(database, embedded, InstantSource.system());
  }

  @Bean
  EngineReporter engineReporter(EngineState engine, LostRuns runs, DatabaseMonitor database) {
    return new EngineReporter(engine, runs, database);
  }

  @Bean
  EngineHealth engineHealth(EngineState state) {
    return new EngineHealth(state);
  }
}
