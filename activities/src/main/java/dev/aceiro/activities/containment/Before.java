package dev.aceiro.activities.containment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.aceiro.workflows.containment.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a handler found before an action, and what applying would do.
 *
 * @param target the explicit target, as people read it
 * @param relevant the found values that an approval counts for: if one of them is another when the
 *     action is applied, the world has moved. What changes by itself, such as a running count, does
 *     not belong here
 * @param call the exact call that would be made, without any secret
 * @param byHand what a person would type to make that call, where there is such a thing
 * @param facts short facts worth showing, such as {@code deployment} or {@code warning.mutable-tag}
 * @param differences what would change and what would stay
 * @param raw everything found; kept encrypted, may hold secrets
 * @param risk the risk here
 * @param undoable whether a call could undo it
 * @param already whether it is so already, so that nothing need be done
 */
public record Before(
    String target,
    SortedMap<String, String> relevant,
    String call,
    @Nullable String byHand,
    SortedMap<String, String> facts,
    List<Difference> differences,
    JsonNode raw,
    Risk risk,
    boolean undoable,
    boolean already) {

  /** Begins the description of a target and the exact call that would be made. */
  public static Builder of(String target, String call, Risk risk) {
    return new Builder(target, call, risk);
  }

  /** The same, with what a person would do. */
  Before byHand(String instruction) {
    return new Before(
        target, relevant, call, instruction, facts, differences, raw, risk, undoable, already);
  }

  /** Puts a {@link Before} together. */
  public static final class Builder {
    private final String target;
    private final String call;
    private final Risk risk;
    private final SortedMap<String, String> relevant = new TreeMap<>();
    private final SortedMap<String, String> facts = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private @Nullable String byHand;
    private JsonNode raw = NullNode.getInstance();
    private boolean undoable;
    private boolean already;

    private Builder(String target, String call, Risk risk) {
      this.target = target;
      this.call = call;
      this.risk = risk;
    }

    /** A found value that approvals count for; null is left out. */
    public Builder relevant(String name, @Nullable String value) {
      if (value != null) {
        relevant.put(name, value);
      }
      return this;
    }

    /** A fact worth showing; null is left out. */
    public Builder fact(String name, @Nullable String value) {
      if (value != null) {
        facts.put(name, value);
      }
      return this;
    }

    /** Something that would change. */
    public Builder changes(String name, @Nullable String before, @Nullable String after) {
      differences.add(new Difference(name, before, after));
      return this;
    }

    /** Something that would stay. */
    public Builder stays(String name, @Nullable String value) {
      differences.add(new Difference(name, value, value));
      return this;
    }

    /** What a person would type. */
    public Builder byHand(String command) {
      this.byHand = command;
      return this;
    }

    /** Everything found. */
    public Builder raw(JsonNode everything) {
      this.raw = everything;
      return this;
    }

    /** Whether a call could undo it; not so unless said. */
    public Builder undoable(boolean can) {
      this.undoable = can;
      return this;
    }

    /** That it is so already. */
    public Builder already() {
      this.already = true;
      return this;
    }

    /** The description. */
    public Before build() {
      return new Before(
          target, relevant, call, byHand, facts, differences, raw, risk, undoable, already);
    }
  }
}
