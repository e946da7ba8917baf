package dev.aceiro.activities.containment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a target is like now, as far as an action that sets values cares.
 *
 * @param target the explicit target, as people read it
 * @param values the values that the action may set, by name; one that is not set is absent. Lists
 *     are sorted and joined by commas
 * @param identity what else an approval counts for, such as an id that changes when somebody makes
 *     the target anew
 * @param facts short facts worth showing; {@code warning.…} is a warning
 * @param raw everything found; kept encrypted, may hold secrets
 */
public record Settings(
    String target,
    SortedMap<String, String> values,
    SortedMap<String, String> identity,
    SortedMap<String, String> facts,
    JsonNode raw) {

  /** Begins the description of a target. */
  public static Builder of(String target) {
    return new Builder(target);
  }

  /** Names and values in turn; a null value is left out. */
  public static SortedMap<String, String> values(@Nullable Object... namesAndValues) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        values.put(String.valueOf(namesAndValues[i]), String.valueOf(value));
      }
    }
    return values;
  }

  /** Texts as one value, in their natural order. */
  public static String list(Iterable<String> texts) {
    TreeMap<String, String> sorted = new TreeMap<>();
    texts.forEach(text -> sorted.put(text, text));
    return String.join(",", sorted.keySet());
  }

  /** What {@link #list} joined. */
  public static java.util.List<String> list(@Nullable String value) {
    return value == null || value.isEmpty() ? java.util.List.of() : Arrays.asList(value.split(","));
  }

  /** Whether the target has these values, an absent one included. */
  boolean have(SortedMap<String, String> wanted, Iterable<String> names) {
    for (String name : names) {
      if (!Objects.equals(values.get(name), wanted.get(name))) {
        return false;
      }
    }
    return true;
  }

  /** Puts a {@link Settings} together. */
  public static final class Builder {
    private final String target;
    private final SortedMap<String, String> values = new TreeMap<>();
    private final SortedMap<String, String> identity = new TreeMap<>();
    private final SortedMap<String, String> facts = new TreeMap<>();
    private JsonNode raw = NullNode.getInstance();

    private Builder(String target) {
      this.target = target;
    }

    /** A value that the action may set; null if it is not set. */
    public Builder value(String name, @Nullable Object value) {
      return put(values, name, value);
    }

    /** A found value that approvals count for, and that the action does not set. */
    public Builder identity(String name, @Nullable Object value) {
      return put(identity, name, value);
    }

    /** A fact worth showing; null is left out. */
    public Builder fact(String name, @Nullable Object value) {
      return put(facts, name, value);
    }

    /** Everything found. */
    public Builder raw(JsonNode everything) {
      this.raw = everything;
      return this;
    }

    private Builder put(SortedMap<String, String> map, String name, @Nullable Object value) {
      if (value != null) {
        map.put(name, String.valueOf(value));
      }
      return this;
    }

    /** The description. */
    public Settings build() {
      return new Settings(target, values, identity, facts, raw);
    }
  }
}
