package dev.aceiro.web.console;

import dev.aceiro.web.console.FormView.FieldView;
import dev.aceiro.web.console.FormView.Hidden;
import dev.aceiro.web.console.FormView.Option;
import dev.aceiro.web.words.DocKey;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.incident.Decision;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.Field;
import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.policy.Severity;
import dev.aceiro.workflows.postmortem.ActionItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes forms of decisions. Which fields there are and what may be chosen is the decision's to say;
 * this class only finds words, values and controls for them.
 */
final class Forms {
  /** Prefix of an input that holds a field. */
  static final String FIELD = "f.";

  /** Prefix of an input that holds one entry of a map: {@code m.<field>.<name>}. */
  static final String MAP = "m.";

  private static final int FEW = 4;

  private final Incident incident;
  private final Reader reader;
  private final Names names;
  private final Typed typed;

  Forms(Incident incident, Reader reader, Names names, Typed typed) {
    this.incident = incident;
    this.reader = reader;
    this.names = names;
    this.typed = typed;
  }

  /** Begins a form that says a decision at one place of a page. */
  Draft of(String decision, String place) {
    Decision known = Decisions.find(decision);
    if (known == null) {
      throw new IllegalArgumentException("no decision " + decision);
    }
    return new Draft(known, place + "-" + decision);
  }

  /** What a refusal says. */
  String refusal(Refusal refusal) {
    return refusal(refusal, reader, names);
  }

  static String refusal(Refusal refusal, Reader reader, Names names) {
    Map<String, String> params = new LinkedHashMap<>(refusal.params());
    params.computeIfPresent("roles", (name, roles) -> names.roles(roles));
    params.computeIfPresent("role", (name, role) -> names.role(role));
    params.computeIfPresent("by", (name, by) -> names.person(by));
    params.computeIfPresent("check", (name, check) -> names.check(check));
    params.computeIfPresent(
        "checks",
        (name, checks) ->
            java.util.Arrays.stream(checks.split(",\\s*"))
                .map(names::check)
                .collect(java.util.stream.Collectors.joining("; ")));
    params.computeIfPresent("field", (name, field) -> fieldName(field, reader));
    params.computeIfPresent(
        "fields",
        (name, fields) ->
            java.util.Arrays.stream(fields.split(",\\s*"))
                .map(field -> fieldName(field, reader))
                .collect(java.util.stream.Collectors.joining(", ")));
    String key = "refusal." + refusal.code();
    return reader.say(reader.knows(key + ".form") ? key + ".form" : key, params);
  }

  private static String fieldName(String field, Reader reader) {
    int dot = field.indexOf('.');
    return reader.word("field", dot < 0 ? field : field.substring(dot + 1));
  }

  /**
   * A question of an organisation.
   *
   * @param field what it fills in
   * @param label how the organisation calls it, or null
   * @param required whether it must be answered
   * @param why why it is asked, or null
   */
  record Asked(String field, @Nullable String label, boolean required, @Nullable String why) {}

  /** A form in the making. */
  final class Draft {
    private final Decision decision;
    private String id;
    private final Map<String, String> fixed = new LinkedHashMap<>();
    private final Map<String, List<String>> defaults = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> maps = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();
    private final Map<String, ActionType.Parameter> described = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final List<Hidden> unasked = new ArrayList<>();
    private @Nullable String submit;
    private @Nullable String title;
    private String tone = "plain";
    private boolean open;
    private List<Asked> asked = List.of();

    private Draft(Decision decision, String id) {
      this.decision = decision;
      this.id = id;
    }

    /** Says so without asking, and tells this form from the others of its decision. */
    Draft about(String field, String value) {
      id = id + "-" + value;
      return fixed(field, value);
    }

    Draft fixed(String field, String value) {
      fixed.put(field, value);
      return this;
    }

    Draft preset(String field, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        defaults.put(field, List.of(value));
      }
      return this;
    }

    Draft preset(String field, List<String> values) {
      defaults.put(field, values);
      return this;
    }

    /** The entries of a map, with what stands in them. */
    Draft entries(String field, Map<String, String> entries) {
      maps.put(field, entries);
      return this;
    }

    /** What is known of one entry of an action's parameters. */
    Draft describe(ActionType.Parameter parameter) {
      described.put(parameter.name(), parameter);
      return this;
    }

    /** Where what stands in one entry of an action's parameters comes from. */
    Draft origin(String parameter, String origin) {
      origins.put(parameter, origin);
      return this;
    }

    /** The entries of a map, said without asking. */
    Draft alongside(String field, Map<String, String> entries) {
      entries.forEach((entry, value) -> unasked.add(new Hidden(MAP + field + "." + entry, value)));
      left.add(field);
      return this;
    }

    /** Does not ask for an optional field here. */
    Draft without(String... fields) {
      left.addAll(List.of(fields));
      return this;
    }

    /**
     * Asks only for these, in this order and in these words; for everything where there are none.
     */
    Draft asking(List<Asked> questions) {
      asked = questions;
      return this;
    }

    private @Nullable Asked asked(String field) {
      return asked.stream().filter(one -> one.field().equals(field)).findFirst().orElse(null);
    }

    private int place(Field field) {
      for (int i = 0; i < asked.size(); i++) {
        if (asked.get(i).field().equals(field.name())) {
          return i;
        }
      }
      return asked.size();
    }

    private boolean wanted(Field field) {
      return asked.isEmpty() || field.required() || asked(field.name()) != null;
    }

    Draft submit(String text) {
      submit = text;
      return this;
    }

    Draft title(String text) {
      title = text;
      return this;
    }

    Draft main() {
      return tone(true);
    }

    /** Whether it is what the page is there for. */
    Draft tone(boolean main) {
      tone = main ? "main" : "plain";
      return this;
    }

    Draft danger() {
      tone = "danger";
      return this;
    }

    Draft open(boolean whether) {
      open = whether;
      return this;
    }

    FormView done() {
      boolean again = typed.into(id);
      List<Hidden> hidden = new ArrayList<>(unasked);
      List<FieldView> fields = new ArrayList<>();
      for (Field field :
          decision.fields().stream()
              .filter(this::wanted)
              .sorted(Comparator.comparingInt(this::place))
              .toList()) {
        String value = fixed.get(field.name());
        if (value != null) {
          hidden.add(new Hidden(FIELD + field.name(), value));
        } else if (field.type() == Field.Type.MAP) {
          maps.getOrDefault(field.name(), Map.of())
              .forEach((entry, present) -> fields.add(entry(field, entry, present, again)));
        } else if (!left.contains(field.name())) {
          fields.add(field(field, again));
        }
      }
      String name = "decision." + decision.id();
      return new FormView(
          id,
          decision.id(),
          title == null ? reader.say(reader.knows(name + ".here") ? name + ".here" : name) : title,
          submit == null ? reader.say(name + ".submit") : submit,
          tone,
          hidden,
          fields,
          again && typed.key() != null ? typed.key() : UUID.randomUUID().toString(),
          reader.zone().getId(),
          again ? trouble() : null,
          open || again);
    }

    private String trouble() {
      Refusal refusal = typed.refusal();
      return refusal == null ? reader.say("decision.unknown") : refusal(refusal);
    }

    private FieldView field(Field field, boolean again) {
      String input = FIELD + field.name();
      List<String> present =
          again && typed.said().containsKey(input)
              ? typed.values(input)
              : again && isChecks(field)
                  ? List.of()
                  : defaults.getOrDefault(field.name(), List.of());
      List<Option> options = options(field, present);
      boolean when = field.type() == Field.Type.INSTANT;
      Asked question = asked(field.name());
      return new FieldView(
          id + "-" + field.name(),
          input,
          question == null || question.label() == null ? label(field.name()) : question.label(),
          question == null || question.why() == null ? hint(field) : question.why(),
          control(field, options),
          (field.required() || question != null && question.required())
              && !(when && field.name().equals("when")),
          field.maxLength(),
          options,
          String.join(", ", present),
          again && typed.faults(field.name()) ? trouble() : null);
    }

    private FieldView entry(Field field, String entry, String present, boolean again) {
      String input = MAP + field.name() + "." + entry;
      String value = again ? String.join("", typed.values(input)) : present;
      String label = reader.knows("field." + entry) ? reader.say("field." + entry) : entry;
      boolean faulty =
          again
              && typed.faults(field.name())
              && (field.name() + "." + entry).equals(typed.params().get("field"));
      ActionType.Parameter known = described.get(entry);
      return new FieldView(
          id + "-" + field.name() + "-" + entry,
          input,
          label,
          hint(known, origins.get(entry)),
          field.name().equals("fields") || entry.equals("instruction") ? "text" : "line",
          known == null ? field.required() || field.name().equals("fields") : known.required(),
          field.maxLength(),
          List.of(),
          value,
          faulty ? trouble() : null);
    }

    private @Nullable String hint(ActionType.@Nullable Parameter known, @Nullable String origin) {
      String doc = known == null || known.doc() == null ? null : inWords(known.doc());
      return doc == null ? origin : origin == null ? doc : doc + " · " + origin;
    }

    private String inWords(String doc) {
      String key = DocKey.of(doc);
      return reader.knows(key) ? reader.say(key) : doc;
    }

    private boolean isChecks(Field field) {
      return field.type() == Field.Type.LIST && field.name().equals("services");
    }

    private String label(String field) {
      String own = "field." + decision.id() + "." + field;
      return reader.knows(own) ? reader.say(own) : reader.say("field." + field);
    }

    private @Nullable String hint(Field field) {
      String own = "hint." + decision.id() + "." + field.name();
      if (reader.knows(own)) {
        return reader.say(own);
      }
      return switch (field.type()) {
        case LIST -> isChecks(field) ? null : reader.say("hint.list");
        case INSTANT -> reader.say("hint.zone", "zone", reader.zone().getId());
        default -> null;
      };
    }

    private String control(Field field, List<Option> options) {
      return switch (field.type()) {
        case LINE -> "line";
        case TEXT -> field.maxLength() > 4000 ? "long" : "text";
        case INSTANT -> "when";
        case LIST -> isChecks(field) && !options.isEmpty() ? "checks" : "line";
        case MAP -> "line";
        case CHOICE ->
            (field.required() || field.name().equals("severity")) && options.size() <= FEW
                ? "radio"
                : "select";
      };
    }

    private List<Option> options(Field field, List<String> present) {
      List<String> values =
          switch (field.type()) {
            case CHOICE -> field.choices().apply(incident);
            case LIST -> isChecks(field) ? services(present) : List.of();
            default -> List.of();
          };
      boolean only = field.type() == Field.Type.CHOICE && field.required() && values.size() == 1;
      return values.stream()
          .map(
              value ->
                  new Option(value, option(field.name(), value), only || present.contains(value)))
          .toList();
    }

    private List<String> services(List<String> present) {
      Set<String> services = new LinkedHashSet<>(incident.plan().services());
      services.addAll(incident.state().services());
      services.addAll(present);
      return new ArrayList<>(services);
    }
  }

  /** How a choice reads. */
  String option(String field, String value) {
    return switch (field) {
      case "severity" ->
          incident.plan().severities().stream()
              .filter(severity -> severity.code().equals(value))
              .map(Severity::label)
              .map(label -> value + " · " + label)
              .findFirst()
              .orElse(value);
      case "scenario" -> names.scenario(value);
      case "role" -> names.role(value);
      case "person" -> names.person(value);
      case "flag" -> reader.title("flag", value);
      case "hold" -> reader.title("hold", value);
      case "check" -> names.check(value);
      case "action" ->
          incident.state().actions().stream()
              .filter(action -> action.id().equals(value))
              .map(Action::type)
              .map(type -> value + " · " + type)
              .findFirst()
              .orElse(value);
      case "difference" ->
          incident.state().unexplained().stream()
              .filter(one -> one.id().equals(value))
              .map(one -> value + " · " + one.found().target() + " " + one.found().name())
              .findFirst()
              .orElse(value);
      case "item" ->
          incident.state().postmortem().items().stream()
              .filter(item -> item.id().equals(value))
              .map(ActionItem::text)
              .map(
                  text -> value + " · " + (text.length() > 80 ? text.substring(0, 79) + "…" : text))
              .findFirst()
              .orElse(value);
      default -> {
        String option = "option." + field + "." + value;
        yield reader.knows(option) ? reader.say(option) : value;
      }
    };
  }
}
