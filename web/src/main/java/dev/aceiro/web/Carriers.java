package dev.aceiro.web;

import java.util.Properties;

/**
 * How many threads of the machine carry the virtual ones. The JDK takes as many as there are
 * processors, which is too few: a virtual thread that waits for a lock while a class is being
 * loaded keeps its carrier, and once all of them wait so for a lock whose next owner has none,
 * nothing runs any more. On two processors a burst of requests right after a start was enough for
 * that.
 */
final class Carriers {
  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
  private static final String MOST = "jdk.virtualThreadScheduler.maxPoolSize";

  /** More than classes are ever loaded at once; those that nobody needs are never started. */
  private static final String ENOUGH = "256";

  private Carriers() {}

  /**
   * Asks for enough of them, unless somebody has said how many. Only what is said before the first
   * virtual thread counts.
   *
   * @param system the system properties
   */
  static void provide(Properties system) {
    if (system.getProperty(PARALLELISM) == null && system.getProperty(MOST) == null) {
      system.setProperty(PARALLELISM, ENOUGH);
      system.setProperty(MOST, ENOUGH);
    }
  }
}
