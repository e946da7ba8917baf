package dev.aceiro.activities.store;

import dev.aceiro.activities.store.KillSwitch.Pulled;
import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusReporter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The switch on the status page: whether actions may call the world. */
@Component
class KillSwitchReporter implements StatusReporter {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final KillSwitch killSwitch;

  KillSwitchReporter(KillSwitch killSwitch) {
    this.killSwitch = killSwitch;
  }

  /**
   * Nothing while PostgreSQL is away: no action is applied then either, and its own part says so.
   */
  @Override
  public List<StatusPart> status() {
    List<Pulled> pulled;
    try {
      pulled = killSwitch.pulled(PATIENCE);
    } catch (StoreUnavailableException away) {
      return List.of();
    }
    SortedMap<String, String> params = new TreeMap<>();
    if (pulled.isEmpty()) {
      return List.of(part(StatusPart.State.UP, null, "kill-switch.released", params));
    }
    Pulled first = pulled.getFirst();
    params.put("scopes", pulled.stream().map(Pulled::scope).collect(Collectors.joining(", ")));
    params.put("by", first.by());
    params.put("reason", first.reason());
    return List.of(part(StatusPart.State.DEGRADED, first.since(), "kill-switch.pulled", params));
  }

  private static StatusPart part(
      StatusPart.State state,
      @Nullable Instant since,
      String code,
      SortedMap<String, String> params) {
    return new StatusPart("kill-switch", StatusPart.Kind.CONTAINMENT, state, since, code, params);
  }
}
