package dev.aceiro.activities.containment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was tried on one handler and how often more took effect than was approved, for {@code
 * .ci/run} to add up.
 */
final class Tally {
  private static final Path FOLDER = Path.of("target", "contract");

  private final Set<String> types = new ConcurrentSkipListSet<>();
  private final AtomicInteger faults = new AtomicInteger();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong effects = new AtomicLong();
  private final AtomicLong doubles = new AtomicLong();

  /** Counts one fault; one action and its undo were approved. */
  void count(Bench bench) {
    types.add(bench.handler().type());
    faults.incrementAndGet();
    requests.addAndGet(bench.proxy().changes());
    effects.addAndGet(bench.proxy().effects());
    doubles.addAndGet(
        Math.max(0, bench.proxy().effects() - bench.requests() - bench.undoRequests()));
  }

  /** Keeps it as {@code type faults requests effects doubles}. */
  void keep() {
    try {
      Files.createDirectories(FOLDER);
      for (String type : types) {
        Files.writeString(
            FOLDER.resolve(type + ".txt"),
            "%s %d %d %d %d%n"
                .formatted(type, faults.get(), requests.get(), effects.get(), doubles.get()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
