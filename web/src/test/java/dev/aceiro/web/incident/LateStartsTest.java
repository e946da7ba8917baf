package dev.aceiro.web.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.store.Incidents;
import dev.aceiro.activities.store.Plans;
import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.engine.EngineState;
import dev.aceiro.web.ingest.IngestSettings;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.ImmediatePages;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Opening;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Incidents of another time, so that the application, which has an engine, does not begin them
 * meanwhile.
 */
class LateStartsTest {
  private static final Instant DECLARED = Instant.parse("2036-03-10T06:00:00Z");

  private final RunningAceiro aceiro = RunningAceiro.shared();
  private final Incidents incidents = aceiro.bean(Incidents.class);
  private final ResponsePlan plan =
      aceiro.bean(Profiles.class).find("plooral").orElseThrow().plan();
  private final List<Message> pages = new ArrayList<>();
  private final AtomicReference<Delivery.Result> outcome =
      new AtomicReference<>(Delivery.Result.SENT);
  private final AtomicReference<Instant> now = new AtomicReference<>(DECLARED);
  private LateStarts starts;

  @BeforeEach
  void wire() {
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    ImmediatePages recording =
        message -> {
          pages.add(message);
          return new Deliveries(
              message.key(), List.of(new Delivery("slack", "ana", outcome.get(), "", now.get())));
        };
    InstantSource clock = now::get;
    beans.registerSingleton("pages", recording);
    beans.registerSingleton("clock", clock);
    starts =
        new LateStarts(
            incidents,
            aceiro.bean(Openings.class),
            aceiro.bean(EngineState.class),
            new FirstPage(aceiro.bean(Openings.class), beans.getBeanProvider(ImmediatePages.class)),
            new IngestSettings(
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                null),
            beans.getBeanProvider(InstantSource.class));
  }

  @Test
  void afterAMinuteWithoutAnEngineTheFirstResponderIsPagedOnceForWhatAPersonDeclared() {
    IncidentState declared = reserve("ana");
    now.set(DECLARED.plusSeconds(59));
    starts.look(false);
    assertThat(of(declared)).isEmpty();

    now.set(DECLARED.plusSeconds(61));
    starts.look(false);
    now.set(DECLARED.plusSeconds(63));
    starts.look(false);

    assertThat(of(declared)).hasSize(1);
    assertThat(of(declared).getFirst().recipient()).isEqualTo("role:on-call");
  }

  @Test
  void thePageHasTheKeyThatTheIncidentWillUseItself() {
    IncidentState declared = reserve("ana");
    now.set(DECLARED.plusSeconds(61));
    starts.look(false);

    Incident later = new Incident(incidents.beginning(declared.id()).orElseThrow().state(), plan);
    assertThat(of(declared)).hasSize(1);
    assertThat(FirstPage.firstPages(later.state(), plan))
        .extracting(Message::key)
        .containsExactly(of(declared).getFirst().key());
  }

  @Test
  void whatReachedNobodyIsTriedAgain() {
    IncidentState declared = reserve("ana");
    now.set(DECLARED.plusSeconds(61));
    outcome.set(Delivery.Result.FAILED);
    starts.look(false);
    outcome.set(Delivery.Result.SENT);
    starts.look(false);
    starts.look(false);

    assertThat(of(declared)).hasSize(2);
  }

  @Test
  void whatAnAlarmOpenedIsLeftToTheRelay() {
    IncidentState opened = reserve(Actor.ACEIRO.person());
    now.set(DECLARED.plusSeconds(61));
    starts.look(false);

    assertThat(of(opened)).isEmpty();
  }

  private List<Message> of(IncidentState incident) {
    return pages.stream().filter(page -> page.incident().equals(incident.id())).toList();
  }

  private IncidentState reserve(String by) {
    String id = incidents.nextId();
    IncidentState state =
        IncidentState.open(
            new Opening(
                id,
                "test/" + id,
                Plans.hash(plan),
                false,
                "declared while the engine is away",
                "P0",
                null,
                null,
                List.of(),
                DECLARED,
                DECLARED,
                by,
                null),
            plan.profile());
    incidents.reserve(state, plan, null);
    JdbcClient.create(aceiro.bean(DataSource.class))
        .sql("update incident set reserved_at = :at where id = :id")
        .param("at", DECLARED.atOffset(java.time.ZoneOffset.UTC))
        .param("id", id)
        .update();
    return state;
  }
}
