package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Inbox;
import dev.aceiro.web.security.Asker.Member;
import dev.aceiro.web.security.Roster;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.alarm.CatalogueEntry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The way in with everything it needs, an engine and an AWS of the test, and a real PostgreSQL. */
@SpringBootConfiguration
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
    })
@ComponentScan(
    basePackages = {
      "dev.aceiro.web.words",
      "dev.aceiro.web.problem",
      "dev.aceiro.web.security",
      "dev.aceiro.web.ingest"
    },
    excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Test.*"))
@Import(Inbox.class)
class IngestTestApplication {

  static final String TOKEN = "a-token-of-more-than-24-characters";

  /**
   * Certificates by address, as the hosts of AWS would serve them; what is absent cannot be
   * reached.
   */
  static final Map<URI, String> CERTIFICATES = new ConcurrentHashMap<>();

  /** Topics confirmed and the tokens used, unless AWS refuses. */
  static final class RecordingConfirmer implements SubscriptionConfirmer {
    final List<String> confirmed = new CopyOnWriteArrayList<>();
    volatile boolean refuses;

    @Override
    public void confirm(String topic, String token) {
      if (refuses) {
        throw new IllegalStateException("AccessDenied");
      }
      confirmed.add(topic + " " + token);
    }
  }

  /** Who was told without an engine. */
  static final class RecordingPager implements EmergencyPager {
    final List<String> pages = new CopyOnWriteArrayList<>();

    @Override
    public void page(String profile, String incident, Alarm alarm) {
      pages.add(profile + " " + incident + " " + alarm.name());
    }
  }

  @Bean(destroyMethod = "close")
  EmbeddedPostgres postgres() throws IOException {
    return EmbeddedPostgres.builder().start();
  }

  @Bean(destroyMethod = "close")
  com.zaxxer.hikari.HikariDataSource dataSource(EmbeddedPostgres postgres) {
    var pool = new com.zaxxer.hikari.HikariDataSource();
    pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    pool.setMaximumPoolSize(10);
    pool.setConnectionTimeout(2000);
    return pool;
  }

  @Bean
  RecordingGateway gateway() {
    return new RecordingGateway();
  }

  @Bean
  RecordingPager pager() {
    return new RecordingPager();
  }

  @Bean
  @Primary
  RecordingConfirmer confirmer() {
    return new RecordingConfirmer();
  }

  @Bean
  @Primary
  SnsCertificates certificates() {
    return new SnsCertificates(
        address -> {
          String pem = CERTIFICATES.get(address);
          if (pem == null) {
            throw new IOException("no route to " + address);
          }
          return pem.getBytes(StandardCharsets.US_ASCII);
        });
  }

  @Bean
  Catalogues catalogues() {
    CatalogueEntry known =
        new CatalogueEntry(
            "PlooralAPIHighErrorRate",
            "plooral-api",
            "api-errors",
            "P1",
            List.of(),
            null,
            List.of(),
            List.of(),
            null,
            null,
            null);
    return profile -> new AlarmCatalogue(List.of(known), List.of(), null, null);
  }

  /** A profile as an installation declares it, beside the local one. */
  @Bean
  @Primary
  AlarmSources sources(AlarmSources alarmSources, List<SourceKind> kinds) {
    TreeMap<String, List<String>> topics = new TreeMap<>();
    topics.put("topics", List.of(Sns.TOPIC));
    topics.put("environment", List.of("prod"));
    List<SourceConfig> declared = new ArrayList<>();
    declared.add(new SourceConfig("acme", "cloudwatch", "sns", topics, null));
    for (String kind : List.of("alertmanager", "generic")) {
      declared.add(new SourceConfig("acme", kind, kind, new TreeMap<>(), "property:t"));
    }
    ConfiguredSources acme = ConfiguredSources.declared(declared, kinds, name -> TOKEN);
    return (profile, source) ->
        profile.equals("acme") ? acme.find(profile, source) : alarmSources.find(profile, source);
  }

  @Bean
  Roster roster() {
    return new Roster() {
      @Override
      public List<String> profiles() {
        return List.of("plooral");
      }

      @Override
      public List<String> roles(String profile) {
        return List.of("on-call");
      }

      @Override
      public String firstResponder(String profile) {
        return "on-call";
      }

      @Override
      public List<String> rolesOf(Member member, String profile) {
        return List.of();
      }
    };
  }
}
