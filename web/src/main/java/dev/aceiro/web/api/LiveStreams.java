package dev.aceiro.web.api;

import dev.aceiro.activities.store.Change;
import dev.aceiro.activities.store.Changes;
import dev.aceiro.activities.store.IncidentReadModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells browsers and programs that something has changed, so that they read it again. An event says
 * what and the revision, nothing else: whoever missed some has missed nothing. A slow reader gets
 * the last change of each incident.
 */
@Component
class LiveStreams implements SmartLifecycle {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final long WITHOUT_END = 0;
  private static final int MOST_WAITING = 500;

  private final IncidentReadModel record;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private volatile Changes.@Nullable Subscription subscription;

  LiveStreams(IncidentReadModel record) {
    this.record = record;
  }

  /**
   * A stream that lasts until the reader goes or the process ends.
   *
   * @param incident whose changes, or null for all
   */
  SseEmitter open(@Nullable String incident) {
    SseEmitter emitter = new SseEmitter(WITHOUT_END);
    Listener listener = new Listener(emitter, incident);
    listeners.add(listener);
    emitter.onCompletion(() -> end(listener));
    emitter.onTimeout(() -> end(listener));
    emitter.onError(failure -> end(listener));
    Thread.ofVirtual().name("stream").start(listener::write);
    return emitter;
  }

  private void end(Listener listener) {
    listeners.remove(listener);
    listener.close();
  }

  @Override
  public void start() {
    subscription = record.changes(change -> listeners.forEach(l -> l.tell(change)));
  }

  /** Before the web server waits for requests to end: these would not by themselves. */
  @Override
  public void stop() {
    Changes.Subscription ours = subscription;
    subscription = null;
    if (ours != null) {
      ours.close();
    }
    for (Listener listener : listeners) {
      end(listener);
    }
  }

  @Override
  public boolean isRunning() {
    return subscription != null;
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }

  /**
   * What a stream says.
   *
   * @param incident which incident; null where changes may have been missed and all is to be read
   *     again, and for what concerns all
   * @param revision its recorded revision; 0 where the change has none
   */
  record LiveEvent(@Nullable String incident, long revision) {}

  /** One reader. */
  private static final class Listener {
    private final SseEmitter emitter;
    private final @Nullable String incident;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final Map<String, Change> waiting = new LinkedHashMap<>();
    private boolean closed;

    Listener(SseEmitter emitter, @Nullable String incident) {
      this.emitter = emitter;
      this.incident = incident;
    }

    void tell(Change change) {
      boolean resync = change.kind() == Change.Kind.RESYNC;
      boolean everybody = resync || change.kind() == Change.Kind.SWITCH;
      if (!everybody && incident != null && !incident.equals(change.incident())) {
        return;
      }
      lock.lock();
      try {
        if (resync || waiting.size() >= MOST_WAITING) {
          waiting.clear();
          waiting.put("", new Change(Change.Kind.RESYNC, "", 0));
        } else {
          waiting.put(change.kind() + " " + change.incident(), change);
        }
        told.signal();
      } finally {
        lock.unlock();
      }
    }

    void close() {
      lock.lock();
      try {
        closed = true;
        told.signal();
      } finally {
        lock.unlock();
      }
    }

    void write() {
      try {
        emitter.send(
            SseEmitter.event().name("open").reconnectTime(1_000).data(new LiveEvent(incident, 0)));
        while (true) {
          List<Change> changes = next();
          if (changes == null) {
            break;
          }
          if (changes.isEmpty()) {
            emitter.send(SseEmitter.event().comment("alive"));
          }
          for (Change change : changes) {
            emitter.send(event(change));
          }
        }
        emitter.complete();
      } catch (IOException | IllegalStateException gone) {
        emitter.complete();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        emitter.complete();
      }
    }

    private static SseEmitter.SseEventBuilder event(Change change) {
      return switch (change.kind()) {
        case INCIDENT ->
            SseEmitter.event()
                .name("incident")
                .data(new LiveEvent(change.incident(), change.revision()));
        case COMMUNICATION ->
            SseEmitter.event()
                .name("communication")
                .data(new LiveEvent(change.incident(), change.revision()));
        case SWITCH -> SseEmitter.event().name("kill-switch").data(new LiveEvent(null, 0));
        case RESYNC -> SseEmitter.event().name("resync").data(new LiveEvent(null, 0));
      };
    }

    /** What has changed since; empty when nothing has for a while; null at the end. */
    private @Nullable List<Change> next() throws InterruptedException {
      lock.lock();
      try {
        long left = HEARTBEAT.toNanos();
        while (waiting.isEmpty() && !closed && left > 0) {
          left = told.awaitNanos(left);
        }
        if (closed) {
          return null;
        }
        List<Change> changes = new ArrayList<>(waiting.values());
        waiting.clear();
        return changes;
      } finally {
        lock.unlock();
      }
    }
  }
}
