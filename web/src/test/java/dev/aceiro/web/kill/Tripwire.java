package dev.aceiro.web.kill;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the fakes run over. While it is armed for a moment, the first to reach that moment does the
 * deed on its own thread, before it goes on.
 */
final class Tripwire {
  private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();

  private record Armed(
      Moment moment, String about, Runnable deed, CompletableFuture<String> sprung) {}

  /**
   * Arms it, in place of whatever it was armed for.
   *
   * @return completed with what ran over it
   */
  CompletableFuture<String> arm(Moment moment, Runnable deed) {
    return arm(moment, "", deed);
  }

  /** Arms it for what holds a text, and nothing else. */
  CompletableFuture<String> arm(Moment moment, String about, Runnable deed) {
    CompletableFuture<String> sprung = new CompletableFuture<>();
    armed.set(new Armed(moment, about, deed, sprung));
    return sprung;
  }

  /** Nothing will spring it any more. */
  void disarm() {
    armed.set(null);
  }

  /** Whether it waits for that moment. */
  boolean waitsFor(Moment moment) {
    Armed now = armed.get();
    return now != null && now.moment() == moment;
  }

  /** Something reached a moment. */
  void pass(Moment moment, String what) {
    pass(moment, what, what);
  }

  /** Something that says a text reached a moment. */
  void pass(Moment moment, String what, String text) {
    Armed now = armed.get();
    if (now != null
        && now.moment() == moment
        && text.contains(now.about())
        && armed.compareAndSet(now, null)) {
      now.deed().run();
      now.sprung().complete(what);
    }
  }
}
