package dev.aceiro.workflows.estate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What there is to act on. Where it lists resources of a kind, only those are targets, and the
 * parameters that name one must name the same one; of a kind that it lists nothing of it says
 * nothing.
 *
 * @param resources what it lists
 */
public record Estate(List<EstateResource> resources) {
  /** Where no parameter says it, but the incident. */
  public static final String ENVIRONMENT = EstateResource.ENVIRONMENT;

  /** What says where a resource is. */
  static final List<String> PLACES = List.of("account", "region");

  /**
   * A parameter that names something else.
   *
   * @param parameter its name; {@link #ENVIRONMENT} where the incident is about another one
   * @param value what it says
   * @param known what it could have said
   */
  public record Stranger(String parameter, String value, SortedSet<String> known) {}

  /**
   * The first parameter that names something outside the estate, or null.
   *
   * @param environment of the incident: what the estate has only in others is outside too; null
   *     while nobody knows it
   */
  public @Nullable Stranger outside(
      ProposalForm form, SortedMap<String, String> parameters, @Nullable String environment) {
    Map<String, List<EstateResource>> left = new LinkedHashMap<>();
    for (Map.Entry<String, String> said : parameters.entrySet()) {
      EstateForm names = form.names(said.getKey());
      if (names == null || said.getValue().isBlank()) {
        continue;
      }
      List<EstateResource> before = left.computeIfAbsent(names.kind(), this::of);
      if (before.isEmpty()) {
        continue;
      }
      List<EstateResource> named =
          before.stream().filter(resource -> names.names(resource, said.getValue())).toList();
      if (named.isEmpty()) {
        return new Stranger(said.getKey(), said.getValue(), names.known(before));
      }
      left.put(names.kind(), named);
    }
    for (String place : PLACES) {
      String said = parameters.getOrDefault(place, "");
      Stranger stranger = elsewhere(place, said, left);
      if (stranger != null) {
        return stranger;
      }
    }
    return elsewhere(ENVIRONMENT, Objects.requireNonNullElse(environment, ""), left);
  }

  /** As much of it as proposals of these forms can name. */
  public Estate namedBy(Collection<ProposalForm> forms) {
    return new Estate(
        resources.stream()
            .filter(
                resource ->
                    forms.stream()
                        .flatMap(form -> form.fields().stream())
                        .map(ProposalForm.Field::names)
                        .anyMatch(names -> names != null && resource.is(names.kind())))
            .toList());
  }

  /**
   * Required parameters that neither what is stated nor anything of it could ever give, in any
   * incident.
   */
  public List<String> neverGiven(ProposalForm form, SortedMap<String, String> stated) {
    return form.fields().stream()
        .filter(ProposalForm.Field::required)
        .filter(field -> stated.getOrDefault(field.name(), "").isBlank())
        .filter(field -> !given(field, form))
        .map(ProposalForm.Field::name)
        .toList();
  }

  private boolean given(ProposalForm.Field field, ProposalForm form) {
    EstateForm names = field.names();
    if (names != null) {
      return of(names.kind()).stream().anyMatch(resource -> names.name(resource) != null);
    }
    return field.name().equals(Filling.POD)
        || (PLACES.contains(field.name())
            && namedBy(List.of(form)).resources.stream()
                .anyMatch(resource -> resource.says().containsKey(field.name())));
  }

  /** In which environments what the parameters name is, as far as the estate says so. */
  public SortedSet<String> environments(ProposalForm form, SortedMap<String, String> parameters) {
    SortedSet<String> there = new TreeSet<>();
    parameters.forEach(
        (parameter, value) -> {
          EstateForm names = form.names(parameter);
          if (names != null) {
            of(names.kind()).stream()
                .filter(resource -> names.names(resource, value))
                .map(resource -> resource.says().get(ENVIRONMENT))
                .filter(Objects::nonNull)
                .forEach(there::add);
          }
        });
    return there;
  }

  private static @Nullable Stranger elsewhere(
      String place, String said, Map<String, List<EstateResource>> left) {
    for (List<EstateResource> named : left.values()) {
      SortedSet<String> there = new TreeSet<>();
      named.forEach(resource -> there.add(resource.says().getOrDefault(place, said)));
      if (!said.isBlank() && !there.isEmpty() && !there.contains(said)) {
        return new Stranger(place, said, there);
      }
    }
    return null;
  }

  private List<EstateResource> of(String kind) {
    return resources.stream().filter(resource -> resource.is(kind)).toList();
  }
}
