package dev.aceiro.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.ActionDescription;
import dev.aceiro.activities.containment.ActionRegistry;
import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.communication.TestPages;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.recovery.RecoveryActivities;
import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusPart.Kind;
import dev.aceiro.workflows.status.StatusReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Everything that touches the world, wired as in the application, on a database of its own. */
class EffectsInAnApplicationTest {
  @TempDir private Path folder;
  private ApplicationContextRunner application;

  /** The whole module; the store's test configuration brings the database. */
  @Configuration(proxyBeanMethods = false)
  @ComponentScan("dev.aceiro.activities")
  static class Everything {}

  @BeforeEach
  void application() throws IOException {
    Path key = folder.resolve("artefacts");
    Files.writeString(key, Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));
    application =
        new ApplicationContextRunner()
            .withUserConfiguration(Everything.class)
            .withPropertyValues("aceiro.artefacts.key-file=" + key);
  }

  private static Map<String, StatusPart.State> integrations(ApplicationContext context) {
    Map<String, StatusPart.State> states = new TreeMap<>();
    context.getBeanProvider(StatusReporter.class).stream()
        .flatMap(reporter -> reporter.status().stream())
        .filter(part -> part.kind() == Kind.CHANNEL || part.kind() == Kind.TARGET)
        .forEach(part -> states.put(part.id(), part.state()));
    return states;
  }

  @Test
  void everythingIsThereAndDryWhereNothingIsConfigured() {
    application.run(
        context -> {
          assertThat(context).hasSingleBean(ContainmentActivities.class);
          assertThat(context).hasSingleBean(CommunicationActivities.class);
          assertThat(context).hasSingleBean(RecoveryActivities.class);
          assertThat(context.getBean(ActionRegistry.class).list())
              .extracting(ActionDescription::type)
              .contains("ecs.force-new-deployment", "manual");
          assertThat(context.getBean(TestPages.class).liveKinds()).isEmpty();
          assertThat(integrations(context))
              .containsOnlyKeys(
                  "aws",
                  "kubernetes",
                  "railway",
                  "postgres",
                  "email",
                  "slack",
                  "sms",
                  "pagerduty",
                  "phone");
          assertThat(integrations(context).values()).containsOnly(StatusPart.State.DRY);
        });
  }

  @Test
  void whatIsConfiguredIsLive() {
    application
        .withPropertyValues(
            "aceiro.slack.token=xoxb-1",
            "spring.mail.host=127.0.0.1",
            "aceiro.mail.from=aceiro@example.com",
            "aceiro.aws.region=sa-east-1",
            "aceiro.aws.accounts.123456789012.role-arn=arn:aws:iam::123456789012:role/aceiro")
        .run(
            context -> {
              assertThat(integrations(context))
                  .containsEntry("aws", StatusPart.State.LIVE)
                  .containsEntry("email", StatusPart.State.LIVE)
                  .containsEntry("slack", StatusPart.State.LIVE)
                  .containsEntry("sms", StatusPart.State.DRY);
              assertThat(context.getBean(TestPages.class).liveKinds())
                  .containsExactly("email", "slack");
            });
  }

  @Test
  void aMailServerWithoutASenderStopsTheStart() {
    application
        .withPropertyValues("spring.mail.host=127.0.0.1")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("aceiro.mail.from"));
  }

  @Test
  void anAccountThatIsNoneStopsTheStart() {
    application
        .withPropertyValues("aceiro.aws.accounts.production.role-arn=arn:aws:iam::1:role/x")
        .run(context -> assertThat(context).hasFailed());
  }
}
