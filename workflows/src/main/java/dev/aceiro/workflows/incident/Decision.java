package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.policy.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something a person may tell an incident: when it may be said, what is said with it, and what it
 * does.
 */
public final class Decision {
  private final String id;
  private final List<Stage> stages;
  private final List<Field> fields = new ArrayList<>();
  private boolean lead;
  private Offer offer = (incident, actor, now) -> null;
  private BiFunction<Incident, Ask, @Nullable Refusal> check = (incident, ask) -> null;
  private BiConsumer<Incident, Ask> effect =
      (incident, ask) -> {
        throw new IllegalStateException("nothing to do");
      };

  private Decision(String id, List<Stage> stages) {
    this.id = id;
    this.stages = stages;
  }

  static Decision in(String id, Stage... stages) {
    return new Decision(id, List.of(stages));
  }

  static Decision untilClosed(String id) {
    return in(id, Stage.DETECT, Stage.TRIAGE, Stage.CONTAIN, Stage.RECOVER, Stage.POST_MORTEM);
  }

  static Decision afterResolution(String id) {
    return in(id, Stage.POST_MORTEM);
  }

  Decision lead() {
    lead = true;
    return this;
  }

  Decision with(Field... said) {
    fields.addAll(List.of(said));
    return this;
  }

  /** It is about one of {@code choices}; not offered while there is none. */
  Decision about(String field, Function<Incident, List<String>> choices, RefusalCode none) {
    return with(Field.choice(field, choices))
        .offeredUnless(
            (incident, actor, now) -> choices.apply(incident).isEmpty() ? Refusal.of(none) : null);
  }

  /** One more reason why it cannot be offered at all, whatever is said with it. */
  Decision offeredUnless(Offer unless) {
    Offer before = offer;
    offer =
        (incident, actor, now) -> {
          Refusal refusal = before.refuse(incident, actor, now);
          return refusal != null ? refusal : unless.refuse(incident, actor, now);
        };
    return this;
  }

  /** Why what is said cannot be taken. */
  Decision refusedIf(BiFunction<Incident, Ask, @Nullable Refusal> refusal) {
    check = refusal;
    return this;
  }

  Decision does(BiConsumer<Incident, Ask> what) {
    effect = what;
    return this;
  }

  /** Its name, in kebab-case. */
  public String id() {
    return id;
  }

  /** What is said with it. */
  public List<Field> fields() {
    return fields;
  }

  /** The stages in which it may be said. */
  public List<Stage> stages() {
    return stages;
  }

  /** Why this person cannot say it now, or null. Changes nothing. */
  public @Nullable Refusal refuseOffer(Incident incident, Actor actor, Instant now) {
    Stage stage = incident.state().stage();
    if (!stages.contains(stage)) {
      return stage == Stage.CLOSED
          ? Refusal.of(RefusalCode.CLOSED)
          : Refusal.of(RefusalCode.WRONG_STAGE, "stage", stage.name());
    }
    Refusal who = refuseActor(incident, actor);
    return who != null ? who : offer.refuse(incident, actor, now);
  }

  private @Nullable Refusal refuseActor(Incident incident, Actor actor) {
    if (actor.roles().isEmpty()) {
      return Refusal.of(RefusalCode.NOT_A_RESPONDER);
    }
    List<String> may = incident.plan().decisions().get(id);
    if (may != null && may.stream().noneMatch(actor.roles()::contains)) {
      return Refusal.of(RefusalCode.NEEDS_ROLE, "roles", String.join(", ", may));
    }
    if (may == null && lead && !incident.leads(actor)) {
      return Refusal.of(RefusalCode.LEAD_ONLY);
    }
    return null;
  }

  @Nullable Refusal refuse(Incident incident, Ask ask) {
    Refusal refusal = refuseOffer(incident, ask.actor(), ask.now());
    if (refusal != null) {
      return refusal;
    }
    Refusal form = refuseForm(ask.body());
    if (form != null) {
      return form;
    }
    for (Field field : fields) {
      Refusal invalid = field.refuse(incident, ask.body());
      if (invalid != null) {
        return invalid;
      }
    }
    return check.apply(incident, ask);
  }

  /** Why what is said could be taken by no incident, or null. */
  @Nullable Refusal refuseForm(Body body) {
    for (String said : body.values().keySet()) {
      if (fields.stream().noneMatch(f -> f.name().equals(said))) {
        return Refusal.of(
            RefusalCode.FIELD_UNKNOWN,
            "field",
            said.substring(0, Math.min(said.length(), Field.LONGEST_NAME)));
      }
    }
    for (Field field : fields) {
      Refusal invalid = field.refuseForm(body);
      if (invalid != null) {
        return invalid;
      }
    }
    return null;
  }

  void apply(Incident incident, Ask ask) {
    effect.accept(incident, ask);
  }

  /** Why a decision cannot be offered. */
  @FunctionalInterface
  interface Offer {
    @Nullable Refusal refuse(Incident incident, Actor actor, Instant now);
  }
}
