package dev.aceiro.web.console;

import dev.aceiro.workflows.estate.Filled;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Proposing an action in two steps: which kind, then what it wants to know.
 *
 * @param type the kind chosen, or null in the first step
 * @param risk what can go wrong with it, in words, or null
 * @param manual whether a person will have to carry it out, as nothing here can
 * @param unfilled whether nothing is filled in, as the incident names no service
 * @param form the second step, or null in the first
 * @param suggested what the playbook suggests
 * @param types the kinds there are
 * @param why why nothing can be proposed, or null
 */
record Proposal(
    @Nullable String type,
    @Nullable String risk,
    boolean manual,
    boolean unfilled,
    @Nullable FormView form,
    List<Choice> suggested,
    List<Choice> types,
    @Nullable String why) {

  /** A way to the second step. */
  record Choice(String title, String type, @Nullable String risk, String href) {}

  private static final String PARAMETER = Forms.MAP + "parameters.";

  static Proposal of(
      IncidentViews views, List<ActionType> known, MultiValueMap<String, String> query) {
    Reader reader = views.reader();
    String type = query.getFirst("type");
    ActionType chosen =
        known.stream().filter(one -> one.type().equals(type)).findFirst().orElse(null);
    boolean given = type != null && !type.isBlank();
    FormView form =
        type == null || type.isBlank() || !views.allowed("propose-action")
            ? null
            : form(views, type, chosen, query);
    return new Proposal(
        given ? type : null,
        chosen == null ? null : reader.word("risk", chosen.risk().name()),
        given && chosen == null,
        form != null && chosen != null && views.incident().state().services().isEmpty(),
        form,
        suggested(views, known),
        known.stream()
            .map(
                one ->
                    new Choice(
                        reader.word("action-type", one.type()),
                        one.type(),
                        reader.word("risk", one.risk().name()),
                        href(views, one.type(), Map.of())))
            .toList(),
        views.why("propose-action"));
  }

  private static FormView form(
      IncidentViews views,
      String type,
      @Nullable ActionType chosen,
      MultiValueMap<String, String> query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (chosen != null) {
      chosen.parameters().forEach(parameter -> parameters.put(parameter.name(), ""));
    }
    query.forEach(
        (name, values) -> {
          if (name.startsWith(PARAMETER) && !values.isEmpty()) {
            parameters.put(name.substring(PARAMETER.length()), values.getFirst());
          }
        });
    Map<String, String> origins = new LinkedHashMap<>();
    for (Filled filled : views.filled(type, stated(views, type, parameters))) {
      String value = filled.value();
      if (value != null && value.equals(typed(query, filled.parameter(), value))) {
        parameters.put(filled.parameter(), value);
        origins.put(filled.parameter(), views.origin(filled));
      }
    }
    if (parameters.isEmpty()) {
      parameters.put("instruction", "");
    }
    Forms.Draft draft =
        views
            .forms()
            .of("propose-action", "propose")
            .fixed("type", type)
            .entries("parameters", parameters)
            .main()
            .open(true);
    if (chosen != null) {
      chosen.parameters().forEach(draft::describe);
    }
    origins.forEach(draft::origin);
    return draft.done();
  }

  private static String typed(
      MultiValueMap<String, String> query, String parameter, String otherwise) {
    String said = query.getFirst(PARAMETER + parameter);
    return said == null ? otherwise : said;
  }

  /** What the step of the playbook that this is states of it; of a step of nobody, nothing. */
  private static SortedMap<String, String> stated(
      IncidentViews views, String type, Map<String, String> parameters) {
    Playbook playbook = views.incident().playbook();
    return playbook == null
        ? new TreeMap<>()
        : playbook.actions().stream()
            .filter(step -> step.type().equals(type))
            .map(SuggestedAction::parameters)
            .filter(step -> parameters.entrySet().containsAll(step.entrySet()))
            .max(Comparator.comparingInt(Map::size))
            .orElseGet(TreeMap::new);
  }

  private static List<Choice> suggested(IncidentViews views, List<ActionType> known) {
    Playbook playbook = views.incident().playbook();
    if (playbook == null) {
      return List.of();
    }
    List<Choice> choices = new ArrayList<>();
    for (SuggestedAction action : playbook.actions()) {
      String risk =
          known.stream()
              .filter(one -> one.type().equals(action.type()))
              .map(one -> views.reader().word("risk", one.risk().name()))
              .findFirst()
              .orElse(null);
      choices.add(
          new Choice(
              action.title(),
              action.type(),
              risk,
              href(views, action.type(), action.parameters())));
    }
    return choices;
  }

  /** The address of the second step with these parameters filled in. */
  static String href(IncidentViews views, String type, Map<String, String> parameters) {
    UriComponentsBuilder address =
        UriComponentsBuilder.fromPath("/incidents/{id}/propose").queryParam("type", "{type}");
    List<String> values = new ArrayList<>(List.of(views.incident().state().id(), type));
    parameters.forEach(
        (name, value) -> {
          address.queryParam("{n" + values.size() + "}", "{v" + values.size() + "}");
          values.add(PARAMETER + name);
          values.add(value);
        });
    return address.encode().build(values.toArray()).toString();
  }
}
