package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Inbox;
import dev.aceiro.web.embedded.AceiroHome;
import dev.aceiro.web.engine.EngineSettled;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.web.security.Mode;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.incident.AlarmSignal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestSettings.class)
class IngestConfiguration {

  /** The engine until something is wired to it: it takes nothing, so everything waits. */
  private static final class NoEngine implements IncidentGateway {
    @Override
    public void open(Start start) {
      throw unavailable();
    }

    @Override
    public Outcome signal(String incident, AlarmSignal signal) {
      throw unavailable();
    }

    private static EngineUnavailableException unavailable() {
      return new EngineUnavailableException(
          "no engine is wired", new IllegalStateException("no IncidentGateway"));
    }
  }

  private static final class NoPager implements EmergencyPager {
    @Override
    public void page(String profile, String incident, Alarm alarm) {
      throw new IllegalStateException("no EmergencyPager is wired");
    }
  }

  @Bean
  SnsCertificates snsCertificates() {
    return SnsCertificates.overHttps();
  }

  @Bean
  SubscriptionConfirmer subscriptionConfirmer(IngestSettings settings) {
    return new SnsSubscriptions(settings.snsEndpoint());
  }

  @Bean
  AlarmSources alarmSources(
      InstallationProperties installation,
      Environment environment,
      ObjectProvider<SourceDeclarations> declarations,
      ObjectProvider<InstantSource> clock,
      List<SourceKind> sourceKinds) {
    SourceDeclarations declared = declarations.getIfAvailable();
    if (installation.mode() == Mode.LOCAL) {
      SnsIdentity identity =
          new SnsIdentity(AceiroHome.at(home(environment)).folder("sns"))
              .ensure(clock.getIfUnique(InstantSource::system));
      return ConfiguredSources.local(
          declared == null ? List.of("plooral") : declared.profiles(),
          sourceKinds,
          identity.certificate());
    }
    return ConfiguredSources.declared(
        declared == null ? List.of() : declared.sources(), sourceKinds, environment::getProperty);
  }

  @Bean
  Relay relay(
      Inbox inbox,
      IngestSettings settings,
      ObjectProvider<IncidentGateway> gateway,
      ObjectProvider<EmergencyPager> pager,
      ObjectProvider<Catalogues> catalogues,
      ObjectProvider<InstantSource> clock) {
    return new Relay(
        inbox,
        gateway.getIfAvailable(NoEngine::new),
        pager.getIfAvailable(NoPager::new),
        catalogues.getIfAvailable(() -> profile -> AlarmCatalogue.EMPTY),
        settings,
        clock.getIfUnique(InstantSource::system));
  }

  @Bean
  ApplicationListener<PayloadApplicationEvent<EngineSettled>> resendToSettledEngine(Relay relay) {
    return event -> relay.engineSettled();
  }

  @Bean
  InboxStatus inboxStatus(Relay relay, ObjectProvider<InstantSource> clock) {
    return new InboxStatus(relay, clock.getIfUnique(InstantSource::system));
  }

  private static Path home(Environment environment) {
    String configured = environment.getProperty("aceiro.home");
    return configured == null || configured.isBlank()
        ? Path.of(System.getProperty("user.home"), ".aceiro")
        : Path.of(configured);
  }
}
