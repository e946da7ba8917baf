package dev.aceiro.activities;

import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusReporter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an integration does, from its last use: {@code dry} where it is not configured, {@code live}
 * while it works, {@code failing} once it does not.
 */
public final class IntegrationState implements StatusReporter {
  private final String id;
  private final StatusPart.Kind kind;
  private final InstantSource clock;
  private StatusPart.State state;
  private Instant since;
  private @Nullable String why;

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
    String code =
        switch (state) {
          case DRY -> ".dry";
          case FAILING -> ".failing";
          default -> ".live";
        };
    return List.of(new StatusPart(id, kind, state, since, id + code, params));
  }
}
