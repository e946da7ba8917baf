package dev.aceiro.web.kill;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What the installation was told and what it answered, as its clients remember it. */
final class Facts {
  /**
   * An alarm that was answered 202.
   *
   * @param id the source's id of the event
   * @param key its correlation key
   */
  record Alarm(String id, String key, boolean firing, Instant answeredAt) {}

  /**
   * A decision that was answered 200.
   *
   * @param incident the incident's id
   * @param decision in kebab-case
   * @param code the timeline's code for it
   * @param proof a text that the timeline entry must hold, unique to this decision where {@code
   *     unique}
   * @param recorded what the answer said
   */
  record Decision(
      String incident,
      String decision,
      String code,
      String proof,
      boolean unique,
      boolean recorded,
      Instant answeredAt) {}

  final List<Alarm> alarms = new CopyOnWriteArrayList<>();
  final List<Decision> decisions = new CopyOnWriteArrayList<>();
  final List<String> refusals = new CopyOnWriteArrayList<>();
  final AtomicInteger alarmTries = new AtomicInteger();
  final AtomicInteger decisionTries = new AtomicInteger();
  final AtomicInteger unavailable = new AtomicInteger();

  /** The ids of the incidents, by the name of their script. */
  final java.util.Map<String, String> incidents = new java.util.concurrent.ConcurrentHashMap<>();
}
