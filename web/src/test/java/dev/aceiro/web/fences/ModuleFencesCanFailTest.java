package dev.aceiro.web.fences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.slack.api.Slack;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.aceiro.activities.fences.KnowsWeb;
import dev.aceiro.workflows.fences.KnowsSpring;
import io.temporal.testserver.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.Message;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import offenders.Offenders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailSender;
import software.amazon.awssdk.services.ecs.EcsClient;

class ModuleFencesCanFailTest {

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void aFenceStopsWhatItIsFor(ArchRule fence, Class<?> offender) {
    boolean stopped =
        fence.evaluate(new ClassFileImporter().importClasses(offender)).hasViolation();

    assertThat(stopped).isTrue();
  }

  static Stream<Arguments> aFenceStopsWhatItIsFor() {
    return Stream.of(
        arguments(Fences.WORKFLOWS_KNOW_NOBODY, KnowsSpring.class),
        arguments(Fences.ACTIVITIES_DO_NOT_KNOW_WEB, KnowsWeb.class),
        arguments(Fences.WEB_KNOWS_THE_STORE_ONLY, KnowsAnActivity.class),
        arguments(Fences.AWS, CallsAws.class),
        arguments(Fences.SLACK, CallsSlack.class),
        arguments(Fences.JAKARTA_MAIL, WritesMail.class),
        arguments(Fences.SPRING_MAIL, SendsMail.class),
        arguments(Fences.POSTGRESQL, KnowsTheDriver.class),
        arguments(Fences.PERSISTENCE, Persists.class),
        arguments(Fences.SPRING_DATA, Offenders.PublicRepository.class),
        arguments(Fences.ZONKY, StartsPostgres.class),
        arguments(Fences.TEST_SERVER, StartsEngine.class),
        arguments(Fences.ENTITIES_ARE_PACKAGE_PRIVATE, Offenders.PublicEntity.class),
        arguments(Fences.ENTITIES_ARE_PACKAGE_PRIVATE, Offenders.PublicEmbeddable.class),
        arguments(Fences.REPOSITORIES_ARE_PACKAGE_PRIVATE, Offenders.PublicRepository.class),
        arguments(Fences.CONTROLLERS_ARE_PACKAGE_PRIVATE, Offenders.PublicController.class),
        arguments(Fences.CONSTRUCTORS_TAKE_WHAT_IS_NEEDED, InjectsABean.class),
        arguments(Fences.CONSTRUCTORS_TAKE_WHAT_IS_NEEDED, InjectsAValue.class),
        arguments(Fences.NOBODY_ASKS_THE_MACHINES_ZONE, AsksForTheZone.class),
        arguments(Fences.NOBODY_ASKS_THE_MACHINES_ZONE, AsksForToday.class),
        arguments(Fences.NULL_IS_SAID, UnmarkedPackage.class));
  }

  record KnowsAnActivity(KnowsWeb activity) {}

  record CallsAws(EcsClient client) {}

  record CallsSlack(Slack slack) {}

  record WritesMail(Message message) {}

  record SendsMail(MailSender sender) {}

  record KnowsTheDriver(PGConnection connection) {}

  record Persists(EntityManager entities) {}

  record StartsPostgres(EmbeddedPostgres postgres) {}

  record StartsEngine(TestServer server) {}

  static class InjectsABean {
    @Autowired EcsClient client;
  }

  static class InjectsAValue {
    @Value("${secret}")
    String secret;
  }

  static class AsksForTheZone {
    ZoneId zone() {
      return ZoneId.systemDefault();
    }
  }

  @SuppressWarnings("JavaTimeDefaultTimeZone")
  static class AsksForToday {
    LocalDate today() {
      return LocalDate.now();
    }
  }

  record UnmarkedPackage() {}
}
