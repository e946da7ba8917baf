package dev.aceiro.activities;

import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusReporter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an integration does, from its last use: {@code dry} where it is not configured, {@code live}
 * while it works, {@code failing} once it does not, and less than it should where it works but
 * somebody cannot be reached by it.
 */
public final class IntegrationState implements StatusReporter {
  private static final int MOST_UNREACHED = 20;

  private final String id;
  private final StatusPart.Kind kind;
  private final InstantSource clock;
  private StatusPart.State state;
  private Instant since;
  private @Nullable String why;
  private final SortedMap<String, String> unreached = new TreeMap<>();

  /**
   * The state of an integration that has not been used yet.
   *
   * @param id unique in the installation; the codes of its status begin with it
   * @param configured whether it may be used at all
   */
  public IntegrationState(
      String id, StatusPart.Kind kind, boolean configured, InstantSource clock) {
    this.id = id;
    this.kind = kind;
    this.clock = clock;
    this.state = configured ? StatusPart.State.LIVE : StatusPart.State.DRY;
    this.since = clock.instant();
  }

  /** It has just worked. */
  public synchronized void worked() {
    become(StatusPart.State.LIVE, null);
  }

  /**
   * It has just failed.
   *
   * @param code why; never a secret
   */
  public synchronized void failed(String code) {
    become(StatusPart.State.FAILING, code);
  }

  /**
   * It cannot reach this reader, which says nothing about how it does itself.
   *
   * @param reader who, as the profile calls them
   * @param code why; never a secret
   */
  public synchronized void cannotReach(String reader, String code) {
    if (unreached.containsKey(reader) || unreached.size() < MOST_UNREACHED) {
      unreached.put(reader, code);
    }
  }

  /** It has just reached this reader. */
  public synchronized void reached(String reader) {
    worked();
    unreached.remove(reader);
  }

  private void become(StatusPart.State next, @Nullable String code) {
    if (state != next) {
      state = next;
      since = clock.instant();
    }
    why = code;
  }

  @Override
  public synchronized List<StatusPart> status() {
    TreeMap<String, String> params = new TreeMap<>();
    if (why != null) {
      params.put("why", why);
    }
    if (state == StatusPart.State.LIVE && !unreached.isEmpty()) {
      params.put("people", String.join(", ", unreached.keySet()));
      params.put("why", unreached.get(unreached.firstKey()));
      return List.of(
          new StatusPart(id, kind, StatusPart.State.DEGRADED, since, id + ".unreached", params));
    }
    String code =
        switch (state) {
          case DRY -> ".dry";
          case FAILING -> ".failing";
          default -> ".live";
        };
    return List.of(new StatusPart(id, kind, state, since, id + code, params));
  }
}
