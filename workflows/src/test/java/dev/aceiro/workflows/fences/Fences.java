package dev.aceiro.workflows.fences;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.Timer;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of {@link WorkflowFencesTest}. Workflow code is run again from its history on another
 * day, in another JVM, on another machine; whatever could differ there is behind one of these.
 */
final class Fences {

  static final ArchRule ALLOWED_PACKAGES =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.aceiro.workflows..",
                      "java.lang",
                      "java.lang.annotation",
                      "java.lang.invoke",
                      "java.lang.runtime",
                      "java.math",
                      "java.nio.charset",
                      "java.time..",
                      "java.util",
                      "java.util.function",
                      "java.util.regex",
                      "java.util.stream",
                      "io.temporal..",
                      "org.jspecify.annotations",
                      "org.slf4j")
                  .or(belongToAnyOf(java.io.Serializable.class, java.net.URI.class))
                  .or(
                      belongToAnyOf(
                          java.security.MessageDigest.class,
                          java.security.NoSuchAlgorithmException.class))
                  .or(describe("primitive", JavaClass::isPrimitive))
                  .or(describe("primitive array", Fences::isPrimitiveArray)))
          .because("workflow code is replayed: it knows the JDK's values and the engine, no more");

  static final ArchRule NO_CLOCK =
      noClasses()
          .should(
              reach(
                  "a clock",
                  on("java.time.", "now"),
                  on(Clock.class),
                  on(InstantSource.class),
                  on(System.class, "currentTimeMillis", "nanoTime"),
                  on(Date.class),
                  on(Calendar.class),
                  on(Timer.class)))
          .because("time comes from Workflow.currentTimeMillis() and from facts");

  static final ArchRule NO_RANDOM =
      noClasses()
          .should(
              reach(
                  "chance",
                  on(Math.class, "random"),
                  on(StrictMath.class, "random"),
                  on(UUID.class, "randomUUID"),
                  on(Random.class),
                  on(SplittableRandom.class),
                  on(java.util.Collections.class, "shuffle"),
                  on(System.class, "identityHashCode")))
          .because("chance comes from Workflow.randomUUID() and Workflow.newRandom()");

  static final ArchRule NO_THREADS =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.util.concurrent..")
                  .or(assignableTo(Thread.class))
                  .or(assignableTo(ThreadLocal.class)))
          .orShould(reach("a monitor", on(Object.class, "wait", "notify", "notifyAll")))
          .because("the engine schedules workflow code: use Workflow, Async and Promise");

  static final ArchRule NO_LOCKS =
      methods()
          .should()
          .notHaveModifier(JavaModifier.SYNCHRONIZED)
          .because("a workflow runs on one thread at a time, and a lock would stop the engine's");

  static final ArchRule NO_INPUT_OR_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..",
                      "java.net..",
                      "java.nio.channels..",
                      "java.nio.file..",
                      "java.sql..",
                      "javax..")
                  .and(
                      DescribedPredicate.not(
                          belongToAnyOf(java.io.Serializable.class, java.net.URI.class))))
          .orShould(
              reach(
                  "the process",
                  on(Runtime.class),
                  on(Process.class),
                  on(ProcessBuilder.class),
                  on(System.class),
                  on(Throwable.class, "printStackTrace")))
          .because("the world is touched by activities");

  static final ArchRule NO_MACHINE_DEFAULTS =
      noClasses()
          .should(
              reach(
                  "what differs from one machine to the next",
                  on(java.time.ZoneId.class, "systemDefault"),
                  on(TimeZone.class, "getDefault"),
                  on(Locale.class, "getDefault"),
                  on(java.nio.charset.Charset.class, "defaultCharset"),
                  on(String.class, "formatted"),
                  withoutLocale("toLowerCase"),
                  withoutLocale("toUpperCase"),
                  withoutLocale("format")))
          .because("a replay may run where zone and language are others");

  static final ArchRule NO_STATIC_STATE =
      fields()
          .that()
          .areStatic()
          .and(describe("are written in the source", Fences::written))
          .should()
          .beFinal()
          .andShould(notHoldWhatCanChange())
          .because("runs share a class, its state is in no history");

  static final ArchRule ORDERED_COLLECTIONS =
      noClasses()
          .should(
              reach(
                  "a collection whose order differs from one JVM to the next",
                  on(Set.class, "of", "copyOf"),
                  on(Map.class, "of", "ofEntries", "copyOf"),
                  on(HashMap.class),
                  on(HashSet.class),
                  on(Hashtable.class),
                  on(IdentityHashMap.class),
                  on(WeakHashMap.class),
                  on(
                      Collectors.class,
                      "toSet",
                      "toUnmodifiableSet",
                      "toUnmodifiableMap",
                      "toConcurrentMap",
                      "groupingByConcurrent"),
                  withoutMapFactory("toMap", 4),
                  withoutMapFactory("groupingBy", 3)))
          .because(
              "iteration order must be the same in every replay: List, SortedMap, LinkedHash…");

  static final ArchRule SEQUENTIAL_STREAMS =
      noClasses()
          .should(
              reach(
                  "a parallel or unordered stream",
                  named(Collection.class, "parallelStream"),
                  named(BaseStream.class, "parallel", "unordered"),
                  named(Stream.class, "findAny")))
          .because("what a stream yields first must be the same in every replay");

  static final ArchRule NO_SET_IN_STATE =
      fields()
          .that(describe("are filled from a payload", Fences::filledFromPayload))
          .should(haveRawTypeOtherThan(Set.class))
          .because("the payload converter fills a Set with a HashSet: a List or a SortedSet it is");

  static final ArchRule REPLAY_AWARE_LOGGING =
      noClasses()
          .should()
          .dependOnClassesThat(belongToAnyOf(org.slf4j.LoggerFactory.class))
          .because("Workflow.getLogger is silent during replay, LoggerFactory's is not");

  static final List<ArchRule> ALL =
      List.of(
          ALLOWED_PACKAGES,
          NO_CLOCK,
          NO_RANDOM,
          NO_THREADS,
          NO_LOCKS,
          NO_INPUT_OR_OUTPUT,
          NO_MACHINE_DEFAULTS,
          NO_STATIC_STATE,
          ORDERED_COLLECTIONS,
          SEQUENTIAL_STREAMS,
          NO_SET_IN_STATE,
          REPLAY_AWARE_LOGGING);

  private Fences() {}

  /** Calls, constructors, method references and fields: {@code HashSet::new} is reached too. */
  @SafeVarargs
  private static ArchCondition<JavaClass> reach(
      String what, Predicate<JavaAccess<?>>... forbidden) {
    return new ArchCondition<>("reach " + what) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (JavaAccess<?> access : origin.getAccessesFromSelf()) {
          for (Predicate<JavaAccess<?>> each : forbidden) {
            if (each.test(access)) {
              events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
            }
          }
        }
      }
    };
  }

  private static Predicate<JavaAccess<?>> on(Class<?> owner, String... names) {
    return access ->
        access.getTargetOwner().isEquivalentTo(owner)
            && (names.length == 0 || List.of(names).contains(access.getName()));
  }

  private static Predicate<JavaAccess<?>> on(String packagePrefix, String name) {
    return access ->
        access.getTargetOwner().getName().startsWith(packagePrefix)
            && access.getName().equals(name);
  }

  private static Predicate<JavaAccess<?>> named(Class<?> type, String... names) {
    return access ->
        access.getTargetOwner().isAssignableTo(type) && List.of(names).contains(access.getName());
  }

  private static Predicate<JavaAccess<?>> withoutLocale(String method) {
    return access ->
        access.getTargetOwner().isEquivalentTo(String.class)
            && access.getName().equals(method)
            && access.getTarget() instanceof CodeUnitAccessTarget target
            && target.getRawParameterTypes().stream()
                .noneMatch(type -> type.isEquivalentTo(Locale.class));
  }

  private static Predicate<JavaAccess<?>> withoutMapFactory(String method, int parameters) {
    return access ->
        access.getTargetOwner().isEquivalentTo(Collectors.class)
            && access.getName().equals(method)
            && access.getTarget() instanceof CodeUnitAccessTarget target
            && target.getRawParameterTypes().size() < parameters;
  }

  private static boolean isPrimitiveArray(JavaClass type) {
    return type.isArray() && type.getBaseComponentType().isPrimitive();
  }

  private static boolean written(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !field.getName().startsWith("$");
  }

  private static boolean filledFromPayload(JavaField field) {
    return field.getOwner().isRecord() || !field.getModifiers().contains(JavaModifier.FINAL);
  }

  private static ArchCondition<JavaField> notHoldWhatCanChange() {
    return new ArchCondition<>("not hold what can change") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        JavaClass type = field.getRawType();
        boolean concreteCollection =
            !type.isInterface()
                && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
        boolean changes =
            type.isArray() || concreteCollection || type.isAssignableTo(StringBuilder.class);
        events.add(
            new SimpleConditionEvent(
                field, !changes, field.getFullName() + " is a " + type.getSimpleName()));
      }
    };
  }

  private static ArchCondition<JavaField> haveRawTypeOtherThan(Class<?> type) {
    return new ArchCondition<>("not be a " + type.getSimpleName()) {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean holds = Objects.equals(field.getRawType().getName(), type.getName());
        events.add(
            new SimpleConditionEvent(
                field, !holds, field.getFullName() + " is a " + type.getSimpleName()));
      }
    };
  }
}
