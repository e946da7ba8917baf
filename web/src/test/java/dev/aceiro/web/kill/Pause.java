package dev.aceiro.web.kill;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass where passing time is the point: between two kills, while something is down. */
final class Pause {
  private Pause() {}

  static void of(Duration duration) {
    long until = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
