package dev.aceiro.web.words;

import dev.aceiro.workflows.policy.Trigger;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What makes a rule fire, in words: people know a rule by that, not by its id. */
public final class TriggerWords {
  private TriggerWords() {}

  /** What a trigger waits for, as a sentence begins. */
  public static String say(Trigger when, Words words, Locale locale) {
    Duration after = when.after() == null ? Duration.ZERO : when.after();
    String flag = when.kind() == Trigger.Kind.FLAG ? when.flag() : when.ifFlag();
    Map<String, Object> params = new TreeMap<>();
    put(params, "after", after);
    put(params, "flag", flag);
    put(params, "clock", when.clock());
    put(params, "multiple", when.multiple());
    put(params, "action", when.action());
    put(params, "result", when.result());
    put(params, "moreThan", when.moreThan());
    put(params, "within", when.within());
    boolean atOnce = when.kind() == Trigger.Kind.ELAPSED && after.isZero() && flag == null;
    String said =
        words.say(
            "trigger." + when.kind() + (atOnce ? ".now" : flag == null ? "" : ".flag"),
            params,
            locale);
    if (when.unlessFlag() != null) {
      said = words.say("trigger.unless", Map.of("when", said, "flag", when.unlessFlag()), locale);
    }
    return said.substring(0, 1).toUpperCase(locale) + said.substring(1);
  }

  private static void put(Map<String, Object> params, String name, @Nullable Object value) {
    if (value != null) {
      params.put(name, value);
    }
  }
}
