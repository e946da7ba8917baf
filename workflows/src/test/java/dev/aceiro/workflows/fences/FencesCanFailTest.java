package dev.aceiro.workflows.fences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class FencesCanFailTest {

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void aFenceStopsWhatItIsFor(ArchRule fence, Class<?> offender) {
    boolean stopped =
        fence.evaluate(new ClassFileImporter().importClasses(offender)).hasViolation();

    assertThat(stopped).isTrue();
  }

  static Stream<Arguments> aFenceStopsWhatItIsFor() {
    return Stream.of(
        arguments(Fences.ALLOWED_PACKAGES, UsesConcurrency.class),
        arguments(Fences.ALLOWED_PACKAGES, ReadsFile.class),
        arguments(Fences.ALLOWED_PACKAGES, UsesLibrary.class),
        arguments(Fences.NO_CLOCK, ReadsInstant.class),
        arguments(Fences.NO_CLOCK, ReadsDate.class),
        arguments(Fences.NO_CLOCK, ReadsClock.class),
        arguments(Fences.NO_CLOCK, ReadsSystemTime.class),
        arguments(Fences.NO_CLOCK, ReadsTimeByReference.class),
        arguments(Fences.NO_CLOCK, ReadsOldDate.class),
        arguments(Fences.NO_RANDOM, DrawsUuidInAFieldInitialiser.class),
        arguments(Fences.NO_RANDOM, DrawsNumber.class),
        arguments(Fences.NO_RANDOM, DrawsFromMath.class),
        arguments(Fences.NO_THREADS, UsesConcurrency.class),
        arguments(Fences.NO_THREADS, StartsThread.class),
        arguments(Fences.NO_THREADS, Waits.class),
        arguments(Fences.NO_LOCKS, Locks.class),
        arguments(Fences.NO_INPUT_OR_OUTPUT, ReadsFile.class),
        arguments(Fences.NO_INPUT_OR_OUTPUT, Prints.class),
        arguments(Fences.NO_INPUT_OR_OUTPUT, ReadsEnvironment.class),
        arguments(Fences.NO_MACHINE_DEFAULTS, UsesSystemZone.class),
        arguments(Fences.NO_MACHINE_DEFAULTS, LowersInTheMachinesLanguage.class),
        arguments(Fences.NO_MACHINE_DEFAULTS, LowersByReference.class),
        arguments(Fences.NO_STATIC_STATE, CountsInAStatic.class),
        arguments(Fences.NO_STATIC_STATE, CollectsInAStatic.class),
        arguments(Fences.NO_STATIC_STATE, KeepsAStaticArray.class),
        arguments(Fences.ORDERED_COLLECTIONS, MakesSetOf.class),
        arguments(Fences.ORDERED_COLLECTIONS, CopiesSet.class),
        arguments(Fences.ORDERED_COLLECTIONS, MakesMapOf.class),
        arguments(Fences.ORDERED_COLLECTIONS, CopiesMap.class),
        arguments(Fences.ORDERED_COLLECTIONS, MakesHashMap.class),
        arguments(Fences.ORDERED_COLLECTIONS, MakesHashSetByReference.class),
        arguments(Fences.ORDERED_COLLECTIONS, ExtendsHashMap.class),
        arguments(Fences.ORDERED_COLLECTIONS, CollectsToSet.class),
        arguments(Fences.ORDERED_COLLECTIONS, CollectsToUnmodifiableSet.class),
        arguments(Fences.ORDERED_COLLECTIONS, CollectsToUnmodifiableMap.class),
        arguments(Fences.ORDERED_COLLECTIONS, CollectsToMap.class),
        arguments(Fences.ORDERED_COLLECTIONS, Groups.class),
        arguments(Fences.SEQUENTIAL_STREAMS, StreamsInParallel.class),
        arguments(Fences.SEQUENTIAL_STREAMS, TurnsParallel.class),
        arguments(Fences.SEQUENTIAL_STREAMS, FindsAny.class),
        arguments(Fences.NO_SET_IN_STATE, HoldsASet.class),
        arguments(Fences.REPLAY_AWARE_LOGGING, LogsDuringReplay.class));
  }

  static class UsesConcurrency {
    long millis() {
      return TimeUnit.SECONDS.toMillis(1);
    }
  }

  static class UsesLibrary {
    Object library() {
      return new com.google.common.collect.ImmutableList.Builder<String>().build();
    }
  }

  static class ReadsFile {
    String read() throws IOException {
      return Files.readString(Path.of("incident"));
    }
  }

  static class ReadsInstant {
    Instant now() {
      return Instant.now();
    }
  }

  static class ReadsDate {
    LocalDate today() {
      return LocalDate.now(ZoneId.of("America/Sao_Paulo"));
    }
  }

  static class ReadsClock {
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  static class ReadsSystemTime {
    long now() {
      return System.currentTimeMillis();
    }
  }

  static class ReadsTimeByReference {
    Supplier<Instant> now() {
      return Instant::now;
    }
  }

  @SuppressWarnings("JavaUtilDate")
  static class ReadsOldDate {
    Date now() {
      return new Date();
    }
  }

  static class DrawsUuidInAFieldInitialiser {
    final UUID id = UUID.randomUUID();
  }

  static class DrawsNumber {
    int draw() {
      return new Random().nextInt();
    }
  }

  static class DrawsFromMath {
    double draw() {
      return Math.random();
    }
  }

  static class StartsThread {
    void start(Runnable work) {
      new Thread(work).start();
    }
  }

  @SuppressWarnings({"WaitNotInLoop", "NotifyNotInLoop"})
  static class Waits {
    void await() throws InterruptedException {
      wait();
    }
  }

  static class Locks {
    synchronized void lock() {}
  }

  @SuppressWarnings("SystemOut")
  static class Prints {
    void print() {
      System.out.println("declared");
    }
  }

  static class ReadsEnvironment {
    String read() {
      return System.getenv("SEVERITY");
    }
  }

  static class UsesSystemZone {
    ZoneId zone() {
      return ZoneId.systemDefault();
    }
  }

  @SuppressWarnings("StringCaseLocaleUsage")
  static class LowersInTheMachinesLanguage {
    String lower(String name) {
      return name.toLowerCase();
    }
  }

  @SuppressWarnings("StringCaseLocaleUsage")
  static class LowersByReference {
    Stream<String> lower(List<String> names) {
      return names.stream().map(String::toLowerCase);
    }
  }

  static class CountsInAStatic {
    static int count;
  }

  static class CollectsInAStatic {
    static final ArrayList<String> SEEN = new ArrayList<>();
  }

  @SuppressWarnings("MutablePublicArray")
  static class KeepsAStaticArray {
    static final int[] COUNTS = {0};
  }

  static class MakesSetOf {
    Set<String> make() {
      return Set.of("a", "b");
    }
  }

  static class CopiesSet {
    Set<String> copy(Collection<String> names) {
      return Set.copyOf(names);
    }
  }

  static class MakesMapOf {
    Map<String, String> make() {
      return Map.of("a", "b");
    }
  }

  static class CopiesMap {
    Map<String, String> copy(Map<String, String> names) {
      return Map.copyOf(names);
    }
  }

  static class MakesHashMap {
    Map<String, String> make() {
      return new HashMap<>();
    }
  }

  static class MakesHashSetByReference {
    Set<String> make(List<String> names) {
      return names.stream().collect(Collectors.toCollection(HashSet::new));
    }
  }

  static class ExtendsHashMap extends HashMap<String, AtomicInteger> {
    private static final long serialVersionUID = 1;
  }

  static class CollectsToSet {
    Set<String> collect(List<String> names) {
      return names.stream().collect(Collectors.toSet());
    }
  }

  static class CollectsToUnmodifiableSet {
    Set<String> collect(List<String> names) {
      return names.stream().collect(Collectors.toUnmodifiableSet());
    }
  }

  static class CollectsToUnmodifiableMap {
    Map<String, String> collect(List<String> names) {
      return names.stream().collect(Collectors.toUnmodifiableMap(n -> n, n -> n));
    }
  }

  static class CollectsToMap {
    Map<String, String> collect(List<String> names) {
      return names.stream().collect(Collectors.toMap(n -> n, n -> n, (a, b) -> a));
    }
  }

  static class Groups {
    Map<Integer, List<String>> group(List<String> names) {
      return names.stream().collect(Collectors.groupingBy(String::length));
    }
  }

  static class StreamsInParallel {
    long count(List<String> names) {
      return names.parallelStream().filter(Objects::nonNull).count();
    }
  }

  static class TurnsParallel {
    long count(List<String> names) {
      return names.stream().parallel().filter(Objects::nonNull).count();
    }
  }

  static class FindsAny {
    String any(List<String> names) {
      return names.stream().findAny().orElseThrow();
    }
  }

  record HoldsASet(Set<String> flags) {}

  static class LogsDuringReplay {
    private static final Logger LOG = LoggerFactory.getLogger(LogsDuringReplay.class);

    void log() {
      LOG.info("declared");
    }
  }
}
