package dev.aceiro.workflows.policy;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How bad an incident is, and what follows from it. The list in a plan goes from worst to mildest.
 *
 * @param code {@code P0}, {@code P1}, …
 * @param label the organisation's name for it
 * @param definition when it applies
 * @param clocks what must happen by when
 * @param tell recipients of the first notice, {@code role:x} or {@code channel:x}
 * @param matchers alarms that no catalogue knows and that deserve it
 * @param assign roles that are called when it is declared, {@code role:x} (domain 1.7 C4)
 * @param warRoom the channel it is worked in, or null
 * @param bridge whether people also speak
 * @param source where it comes from, such as {@code 002 §1.1}, or null
 * @param sources where single rules of it come from, where that is another place: by the clock's
 *     id, {@code notify}, {@code assign}
 */
public record Severity(
    String code,
    String label,
    String definition,
    Clocks clocks,
    List<String> tell,
    List<Matcher> matchers,
    List<String> assign,
    @Nullable WarRoom warRoom,
    boolean bridge,
    @Nullable String source,
    SortedMap<String, String> sources) {

  /** Plans from before these existed match no alarm and call no role. */
  public Severity {
    tell = tell == null ? List.of() : tell;
    matchers = matchers == null ? List.of() : matchers;
    assign = assign == null ? List.of() : assign;
    sources = sources == null ? new TreeMap<>() : sources;
  }

  /** Where a rule of it comes from; the severity's own source where the rule has none. */
  String sourceOf(String rule) {
    String own = sources.get(rule);
    return own == null ? Unsourced.or(source, rule) : own;
  }

  Severity faster(int speed) {
    return new Severity(
        code,
        label,
        definition,
        clocks.faster(speed),
        tell,
        matchers,
        assign,
        warRoom,
        bridge,
        source,
        sources);
  }
}
