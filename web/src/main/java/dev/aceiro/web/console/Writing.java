package dev.aceiro.web.console;

import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.web.profile.yaml.TemplateEntry;
import dev.aceiro.workflows.communication.Previews.Preview;
import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.policy.UpdateTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Writing an update: which text, what goes into it, and how it will read.
 *
 * @param choices the organisation's texts
 * @param chosen the one that is written, or null
 * @param form its fields, or null where none is chosen or it cannot be
 * @param preview how it reads as it stands; null before anybody asked
 * @param told who will get it
 * @param waits who must approve it first, in words, or null
 * @param by what an external text needs besides, in words, or null
 * @param why why nothing can be written, or null
 */
record Writing(
    List<Choice> choices,
    @Nullable Choice chosen,
    @Nullable FormView form,
    @Nullable Preview preview,
    String told,
    @Nullable String waits,
    @Nullable String by,
    @Nullable String why) {

  /**
   * A text.
   *
   * @param audience whom it is for, in words
   * @param why why it cannot be chosen now, or null
   * @param note what else its document says of it, or null
   */
  record Choice(
      String id, String title, String audience, @Nullable String why, @Nullable String note) {}

  private static final String FIELD = Forms.MAP + "fields.";
  private static final String PLACE = "update";

  /** The form of an update that is written here. */
  static boolean owns(String form) {
    return form.startsWith(PLACE + "-");
  }

  static Writing of(
      IncidentViews views, Desk desk, MultiValueMap<String, String> said, boolean preview) {
    Incident incident = views.incident();
    ProfileDocument document = desk.document(incident.plan()).orElse(null);
    String id = said.getFirst("template");
    UpdateTemplate template =
        incident.plan().updates().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElse(null);
    Choice chosen = template == null ? null : choice(views, template, document);
    boolean open = chosen != null && chosen.why() == null && views.allowed("send-update");
    List<String> approvers =
        template == null ? List.of() : incident.approvers(template, views.actor());
    return new Writing(
        incident.plan().updates().stream().map(one -> choice(views, one, document)).toList(),
        chosen,
        template != null && open ? form(views, template, said, approvers) : null,
        template != null && open && preview
            ? desk.preview(incident.preview(template, fields(said), views.reader().now()))
            : null,
        incident.toldOfUpdates().stream()
            .map(views.names()::recipient)
            .collect(Collectors.joining(", ")),
        approvers.isEmpty()
            ? null
            : views
                .reader()
                .say("update.waits", "roles", views.names().roles(String.join(", ", approvers))),
        template != null && template.audience().equals("external")
            ? views.reader().say("update.external")
            : null,
        views.why("send-update"));
  }

  private static Choice choice(
      IncidentViews views, UpdateTemplate template, @Nullable ProfileDocument document) {
    TemplateEntry entry = document == null ? null : document.template(template.id());
    Refusal refusal = views.incident().refuseTemplate(template);
    return new Choice(
        template.id(),
        title(views, template.id(), entry),
        views.forms().option("audience", template.audience()),
        refusal == null ? null : views.forms().refusal(refusal),
        entry == null ? null : entry.deviation());
  }

  /** How people call a text. */
  static String title(IncidentViews views, String template, @Nullable TemplateEntry entry) {
    String title = entry == null ? null : entry.title();
    return title == null ? views.reader().title("message", template) : title;
  }

  private static FormView form(
      IncidentViews views,
      UpdateTemplate template,
      MultiValueMap<String, String> said,
      List<String> approvers) {
    Map<String, String> present = new LinkedHashMap<>();
    SortedMap<String, String> typed = fields(said);
    template.fields().forEach(field -> present.put(field, typed.getOrDefault(field, "")));
    Forms.Draft form =
        views
            .forms()
            .of("send-update", PLACE)
            .fixed("audience", template.audience())
            .fixed("template", template.id())
            .entries("fields", present)
            .main()
            .open(true);
    return approvers.isEmpty() ? form.done() : form.submit(views.reader().say("update.ask")).done();
  }

  private static SortedMap<String, String> fields(MultiValueMap<String, String> said) {
    SortedMap<String, String> fields = new TreeMap<>();
    said.forEach(
        (name, values) -> {
          if (name.startsWith(FIELD) && !values.isEmpty() && !values.getFirst().isBlank()) {
            fields.put(name.substring(FIELD.length()), FormBody.clean(values.getFirst()).strip());
          }
        });
    return fields;
  }
}
