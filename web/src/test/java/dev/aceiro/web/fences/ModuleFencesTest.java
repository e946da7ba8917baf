package dev.aceiro.web.fences;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModuleFencesTest {

  private static final JavaClasses ACEIRO =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.aceiro");

  @Test
  void allThreeModulesAreLookedAt() {
    assertThat(ACEIRO.containPackage("dev.aceiro.workflows")).isTrue();
    assertThat(ACEIRO.containPackage("dev.aceiro.activities")).isTrue();
    assertThat(ACEIRO.containPackage("dev.aceiro.web")).isTrue();
  }

  @Test
  void workflowsKnowNeitherSpringNorTheOtherModules() {
    Fences.WORKFLOWS_KNOW_NOBODY.check(ACEIRO);
  }

  @Test
  void activitiesDoNotKnowWeb() {
    Fences.ACTIVITIES_DO_NOT_KNOW_WEB.check(ACEIRO);
  }

  @Test
  void webKnowsOfActivitiesTheStoreOnly() {
    Fences.WEB_KNOWS_THE_STORE_ONLY.check(ACEIRO);
  }

  @Test
  void awsIsCalledFromItsPackage() {
    Fences.AWS.check(ACEIRO);
  }

  @Test
  void slackIsCalledFromItsPackages() {
    Fences.SLACK.check(ACEIRO);
  }

  @Test
  void kubernetesIsCalledFromItsPackage() {
    Fences.KUBERNETES.check(ACEIRO);
  }

  @Test
  void mailIsSentFromItsPackage() {
    Fences.JAKARTA_MAIL.check(ACEIRO);
    Fences.SPRING_MAIL.check(ACEIRO);
  }

  @Test
  void thePostgresqlDriverIsKnownToThoseWhoSpeakToServers() {
    Fences.POSTGRESQL.check(ACEIRO);
  }

  @Test
  void persistenceIsTheStoresAffair() {
    Fences.PERSISTENCE.check(ACEIRO);
    Fences.SPRING_DATA.check(ACEIRO);
  }

  @Test
  void whatIsEmbeddedStaysInItsPackage() {
    Fences.ZONKY.check(ACEIRO);
    Fences.TEST_SERVER.check(ACEIRO);
  }

  @Test
  void entitiesAndRepositoriesArePackagePrivate() {
    Fences.ENTITIES_ARE_PACKAGE_PRIVATE.check(ACEIRO);
    Fences.REPOSITORIES_ARE_PACKAGE_PRIVATE.check(ACEIRO);
  }

  @Test
  void controllersArePackagePrivate() {
    Fences.CONTROLLERS_ARE_PACKAGE_PRIVATE.check(ACEIRO);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    Fences.CONSTRUCTORS_TAKE_WHAT_IS_NEEDED.check(ACEIRO);
  }

  @Test
  void nobodyAsksForTheMachinesZone() {
    Fences.NOBODY_ASKS_THE_MACHINES_ZONE.check(ACEIRO);
  }

  @Test
  void everyPackageSaysWhereNullMayBe() {
    Fences.NULL_IS_SAID.check(ACEIRO);
  }
}
