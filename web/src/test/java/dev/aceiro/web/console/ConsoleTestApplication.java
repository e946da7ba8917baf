package dev.aceiro.web.console;

import dev.aceiro.web.security.Asker.Member;
import dev.aceiro.web.security.Roster;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.TestPages;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusReporter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The console around incidents in memory: no engine, no database. */
@SpringBootConfiguration
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "io.temporal.spring.boot.autoconfigure.RootNamespaceAutoConfiguration",
      "io.temporal.spring.boot.autoconfigure.ServiceStubsAutoConfiguration"
    })
@ComponentScan(
    basePackages = {
      "dev.aceiro.web.words",
      "dev.aceiro.web.problem",
      "dev.aceiro.web.security",
      "dev.aceiro.web.status",
      "dev.aceiro.web.console"
    },
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = ".*(SecurityTestApplication|RecordedDesk).*"))
@TestComponent
class ConsoleTestApplication {

  @Bean
  ResponsePlan plan() {
    return TestPlan.plooral();
  }

  @Bean
  TestClock clock() {
    return new TestClock();
  }

  @Bean
  ScriptedDesk desk(TestClock clock, ResponsePlan plan) {
    return new ScriptedDesk(clock, plan);
  }

  @Bean
  Roster roster(ResponsePlan plan) {
    return new Roster() {
      @Override
      public List<String> profiles() {
        return List.of(plan.profile());
      }

      @Override
      public List<String> roles(String profile) {
        return plan.roles().stream().map(Role::id).toList();
      }

      @Override
      public String firstResponder(String profile) {
        return plan.firstResponder();
      }

      @Override
      public List<String> rolesOf(Member member, String profile) {
        return List.of(plan.firstResponder());
      }
    };
  }

  @Bean
  TestPages testPages() {
    return new TestPages() {
      @Override
      public List<String> liveKinds() {
        return List.of("email");
      }

      @Override
      public Delivery send(String kind, String address, String language, String by) {
        return kind.equals("email")
            ? new Delivery(
                kind, address, Delivery.Result.FAILED, "email.unreachable", Instant.now())
            : new Delivery(kind, address, Delivery.Result.DRY, "not-configured", Instant.now());
      }
    };
  }

  @Bean
  StatusReporter parts() {
    Instant since = Instant.now().minus(Duration.ofMinutes(4));
    return () ->
        List.of(
            part("engine", StatusPart.Kind.ENGINE, StatusPart.State.UP, since, "engine.program"),
            part(
                "database",
                StatusPart.Kind.DATABASE,
                StatusPart.State.UP,
                since,
                "database.embedded"),
            part("slack", StatusPart.Kind.CHANNEL, StatusPart.State.DRY, null, "x.dry"),
            part("email", StatusPart.Kind.CHANNEL, StatusPart.State.FAILING, since, "x.failing"),
            part("ecs", StatusPart.Kind.TARGET, StatusPart.State.DRY, null, "x.dry"));
  }

  private static StatusPart part(
      String id, StatusPart.Kind kind, StatusPart.State state, Instant since, String code) {
    return new StatusPart(id, kind, state, since, code, Params.of("why", "email.unreachable"));
  }

  /** The events a page listens to, as the API sends them. */
  @RestController
  static class Streams {
    private final List<SseEmitter> emitters = new CopyOnWriteArrayList<>();

    Streams(ScriptedDesk desk) {
      desk.onChange(this::changed);
    }

    @GetMapping(
        path = {"/api/v1/stream", "/api/v1/incidents/{id}/stream"},
        produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream() throws IOException {
      SseEmitter emitter = new SseEmitter(0L);
      emitters.add(emitter);
      emitter.onCompletion(() -> emitters.remove(emitter));
      emitter.onError(gone -> emitters.remove(emitter));
      emitter.send(SseEmitter.event().comment("here"));
      return emitter;
    }

    private void changed(String incident, long revision) {
      for (SseEmitter emitter : emitters) {
        try {
          emitter.send(
              SseEmitter.event()
                  .name("incident")
                  .data("{\"incident\":\"" + incident + "\",\"revision\":" + revision + "}"));
        } catch (IOException | IllegalStateException gone) {
          emitters.remove(emitter);
        }
      }
    }
  }
}
