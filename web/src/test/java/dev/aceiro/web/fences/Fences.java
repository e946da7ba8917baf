package dev.aceiro.web.fences;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

/** The rules of {@link ModuleFencesTest}: {@code workflows ← activities ← web}. */
final class Fences {

  private static final String WORKFLOWS = "dev.aceiro.workflows..";
  private static final String ACTIVITIES = "dev.aceiro.activities..";
  private static final String STORE = "dev.aceiro.activities.store..";
  private static final String WEB = "dev.aceiro.web..";
  private static final String EMBEDDED = "dev.aceiro.web.embedded..";

  static final ArchRule WORKFLOWS_KNOW_NOBODY =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ACTIVITIES, WEB, "org.springframework..", "com.fasterxml..");

  static final ArchRule ACTIVITIES_DO_NOT_KNOW_WEB =
      noClasses()
          .that()
          .resideInAPackage(ACTIVITIES)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(WEB);

  static final ArchRule WEB_KNOWS_THE_STORE_ONLY =
      noClasses()
          .that()
          .resideInAPackage(WEB)
          .should()
          .dependOnClassesThat(resideInAPackage(ACTIVITIES).and(resideOutsideOfPackages(STORE)))
          .because("what else activities have arrives as beans of interfaces that workflows own");

  static final ArchRule AWS =
      only("software.amazon.awssdk..", in("aws"), "dev.aceiro.web.ingest..");
  static final ArchRule SLACK = only("com.slack.api..", in("slack"), "dev.aceiro.web.slack..");
  static final ArchRule KUBERNETES = only("io.fabric8..", in("kubernetes"));
  static final ArchRule JAKARTA_MAIL = only("jakarta.mail..", in("mail"));
  static final ArchRule SPRING_MAIL = only("org.springframework.mail..", in("mail"));
  static final ArchRule POSTGRESQL = only("org.postgresql..", STORE, in("postgres"), EMBEDDED);
  static final ArchRule PERSISTENCE = only("jakarta.persistence..", STORE);
  static final ArchRule SPRING_DATA = only("org.springframework.data..", STORE);
  static final ArchRule ZONKY = only("io.zonky..", EMBEDDED);
  static final ArchRule TEST_SERVER = only("io.temporal.testserver..", "dev.aceiro.web.engine..");

  static final ArchRule ENTITIES_ARE_PACKAGE_PRIVATE =
      classes()
          .that()
          .areAnnotatedWith(Entity.class)
          .or()
          .areAnnotatedWith(Embeddable.class)
          .or()
          .areAnnotatedWith(MappedSuperclass.class)
          .should()
          .bePackagePrivate()
          .allowEmptyShould(true);

  static final ArchRule REPOSITORIES_ARE_PACKAGE_PRIVATE =
      classes()
          .that()
          .areAssignableTo(Repository.class)
          .should()
          .bePackagePrivate()
          .allowEmptyShould(true);

  static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE =
      classes()
          .that()
          .areMetaAnnotatedWith(Controller.class)
          .should()
          .bePackagePrivate()
          .allowEmptyShould(true);

  static final ArchRule CONSTRUCTORS_TAKE_WHAT_IS_NEEDED =
      noFields()
          .should()
          .beAnnotatedWith(Autowired.class)
          .orShould()
          .beAnnotatedWith(Value.class)
          .because("what a class needs is in its constructor");

  static final ArchRule NOBODY_ASKS_THE_MACHINES_ZONE =
      noClasses()
          .should()
          .callMethod(ZoneId.class, "systemDefault")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalTime.class, "now")
          .because("instants everywhere; a zone is a person's or a profile's, never the machine's");

  static final ArchRule NULL_IS_SAID =
      classes()
          .should(resideInNullMarkedPackages())
          .because("NullAway looks only where @NullMarked is written");

  private Fences() {}

  private static String in(String feature) {
    return "dev.aceiro.activities." + feature + "..";
  }

  private static ArchRule only(String vendor, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(vendor)
        .because("one vendor, one package");
  }

  private static ArchCondition<JavaClass> resideInNullMarkedPackages() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, marked, type.getPackageName() + " of " + type.getSimpleName()));
      }
    };
  }
}
