package dev.aceiro.web.console;

import dev.aceiro.web.console.IncidentView.Fact;
import dev.aceiro.web.console.IncidentView.ItemView;
import dev.aceiro.web.console.IncidentView.PostmortemView;
import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.postmortem.ActionItem;
import dev.aceiro.workflows.postmortem.Postmortem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The post-mortem of an incident in words, and what may be said of it. */
final class Postmortems {
  private final Desk desk;
  private final IncidentViews views;
  private final IncidentState state;
  private final Postmortem postmortem;
  private final Reader reader;

  Postmortems(Desk desk, IncidentViews views) {
    this.desk = desk;
    this.views = views;
    this.state = views.incident().state();
    this.postmortem = state.postmortem();
    this.reader = views.reader();
  }

  /** The panel; null as long as there is nothing to show. */
  @Nullable PostmortemView panel() {
    boolean begun = state.stage().after(Stage.RECOVER) && !state.falseAlarm();
    if (!begun && postmortem.items().isEmpty()) {
      return null;
    }
    return new PostmortemView(
        reader.say(postmortem.mandatory() ? "postmortem.owed" : "postmortem.free"),
        facts(),
        text(),
        views.allowed("submit-draft") ? submit("postmortem", false) : null,
        views.allowed("complete-review") ? review("postmortem", false) : null,
        items(),
        views.allowed("add-action-item") ? add() : null);
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    instant(facts, "postmortem.resolved", state.resolvedAt());
    instant(facts, "postmortem.draft", postmortem.draftAt());
    instant(facts, "postmortem.review", postmortem.reviewAt());
    if (!postmortem.reviewedBy().isEmpty()) {
      facts.add(
          new Fact(
              reader.say("postmortem.reviewers"),
              String.join(", ", postmortem.reviewedBy()),
              null,
              null));
    }
    String duration = views.duration();
    if (duration != null) {
      facts.add(new Fact(reader.say("postmortem.duration"), duration, null, null));
    }
    return facts;
  }

  private void instant(List<Fact> facts, String label, @Nullable Instant at) {
    if (at != null) {
      facts.add(new Fact(reader.say(label), reader.minute(at), Reader.utc(at), at));
    }
  }

  private @Nullable String text() {
    if (postmortem.draftAt() == null) {
      return null;
    }
    return desk.timeline(state.id(), Set.of(EntryCode.DRAFT_SUBMITTED), null, 1).entries().stream()
        .map(entry -> entry.params().get("text"))
        .findFirst()
        .orElse(null);
  }

  /** The form for the draft: what was submitted last, else what the timeline can say by itself. */
  FormView submit(String place, boolean main) {
    String present = text();
    return views
        .forms()
        .of("submit-draft", place)
        .preset("text", present == null ? written() : present)
        .tone(main)
        .done();
  }

  private String written() {
    Reader organisation =
        reader.speaking(Locale.forLanguageTag(views.incident().plan().language()));
    return PostmortemDraft.of(
        state,
        views.incident().plan(),
        desk.story(state.id()),
        desk.communications(state.id()),
        organisation);
  }

  FormView review(String place, boolean main) {
    return views
        .forms()
        .of("complete-review", place)
        .preset(
            "who", state.roles().values().stream().map(views.names()::person).distinct().toList())
        .tone(main)
        .done();
  }

  private FormView add() {
    return views.forms().of("add-action-item", "postmortem").done();
  }

  List<ItemView> items() {
    return postmortem.items().stream().map(this::item).toList();
  }

  private ItemView item(ActionItem item) {
    boolean open = item.state() == ActionItem.State.OPEN;
    List<FormView> forms = new ArrayList<>();
    if (open && views.allowed("complete-action-item")) {
      forms.add(views.forms().of("complete-action-item", "item").about("item", item.id()).done());
    }
    if (open && views.allowed("drop-action-item")) {
      forms.add(views.forms().of("drop-action-item", "item").about("item", item.id()).done());
    }
    return new ItemView(
        item.id(),
        item.text(),
        views.names().owner(item.owner()),
        reader.minute(item.due()),
        Reader.utc(item.due()),
        open && item.due().isBefore(reader.now()),
        item.priority(),
        reader.word("option", "type." + item.type()),
        reader.word("item-state", item.state().name()),
        open,
        item.reason(),
        forms);
  }
}
