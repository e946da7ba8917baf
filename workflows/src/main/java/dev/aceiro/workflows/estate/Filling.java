package dev.aceiro.workflows.estate;

import dev.aceiro.workflows.estate.Filled.From;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fills a proposal's parameters. What is stated stands; the estate gives what its resources of the
 * incident's services, in its environment, leave no choice about; where they do, an alarm's labels
 * choose among them. Nothing is given that the estate does not list.
 */
public final class Filling {
  static final String POD = "pod";
  private static final String NAMESPACE = "namespace";

  /**
   * An alarm of the incident.
   *
   * @param name its name
   * @param labels what its source says
   */
  public record Said(String name, SortedMap<String, String> labels) {}

  private final List<EstateResource> estate;
  private final List<Said> alarms;

  private Filling(List<EstateResource> estate, List<Said> alarms) {
    this.estate = estate;
    this.alarms = alarms;
  }

  /**
   * For one incident.
   *
   * @param estate what there is
   * @param services those it concerns
   * @param environment where it is, or null
   * @param alarms its alarms
   */
  public static Filling of(
      Estate estate,
      Collection<String> services,
      @Nullable String environment,
      Collection<Said> alarms) {
    return new Filling(
        estate.resources().stream()
            .filter(resource -> services.contains(resource.service()))
            .filter(resource -> in(environment, resource.says().get(Estate.ENVIRONMENT)))
            .toList(),
        new ArrayList<>(alarms));
  }

  private static boolean in(@Nullable String environment, @Nullable String said) {
    return environment == null || environment.isBlank() || said == null || said.equals(environment);
  }

  /** Those of a type that nobody knows: what is stated. */
  public static List<Filled> stated(SortedMap<String, String> stated) {
    return stated.entrySet().stream()
        .map(said -> new Filled(said.getKey(), said.getValue(), From.PLAYBOOK, null))
        .toList();
  }

  /** What is stated, what could be filled, and what is required and missing; by parameter. */
  public List<Filled> fill(ProposalForm form, SortedMap<String, String> stated) {
    SortedMap<String, Filled> filled = new TreeMap<>();
    stated.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            filled.put(name, new Filled(name, value, From.PLAYBOOK, null));
          }
        });
    Map<String, Map<String, EstateForm>> forms = new LinkedHashMap<>();
    for (ProposalForm.Field field : form.fields()) {
      EstateForm names = field.names();
      if (names != null) {
        forms.computeIfAbsent(names.kind(), of -> new LinkedHashMap<>()).put(field.name(), names);
      }
    }
    List<EstateResource> targets = new ArrayList<>();
    forms.forEach((of, named) -> targets.addAll(fill(of, named, stated, filled)));
    for (String place : Estate.PLACES) {
      if (form.has(place)) {
        put(filled, place, targets, target -> target.says().get(place));
      }
    }
    if (form.has(POD) && !filled.containsKey(POD)) {
      pod(filled);
    }
    for (ProposalForm.Field field : form.fields()) {
      if (field.required()) {
        filled.computeIfAbsent(field.name(), one -> new Filled(one, null, From.ASKED, null));
      }
    }
    return new ArrayList<>(filled.values());
  }

  /** Fills the parameters that name a resource of one kind; which resources are left. */
  private List<EstateResource> fill(
      String kind,
      Map<String, EstateForm> forms,
      SortedMap<String, String> stated,
      SortedMap<String, Filled> filled) {
    List<EstateResource> left =
        estate.stream()
            .filter(thing -> thing.is(kind))
            .filter(thing -> agrees(thing, forms, stated))
            .toList();
    for (Map.Entry<String, EstateForm> asked : forms.entrySet()) {
      EstateForm form = asked.getValue();
      if (!filled.containsKey(asked.getKey()) && names(left, form).size() > 1) {
        Map<String, String> said = chosen(asked.getKey(), form, left);
        if (said.size() == 1) {
          Map.Entry<String, String> one = said.entrySet().iterator().next();
          left = left.stream().filter(t -> form.names(t, one.getKey())).toList();
          filled.put(
              asked.getKey(), new Filled(asked.getKey(), one.getKey(), From.ALARM, one.getValue()));
        }
      }
    }
    List<EstateResource> found = left;
    forms.forEach((name, form) -> put(filled, name, found, form::name));
    return found;
  }

  private static boolean agrees(
      EstateResource thing, Map<String, EstateForm> forms, SortedMap<String, String> stated) {
    for (Map.Entry<String, EstateForm> asked : forms.entrySet()) {
      String said = stated.getOrDefault(asked.getKey(), "");
      if (!said.isBlank() && !asked.getValue().names(thing, said)) {
        return false;
      }
    }
    for (String place : Estate.PLACES) {
      String said = stated.getOrDefault(place, "");
      if (!said.isBlank() && !thing.says().getOrDefault(place, said).equals(said)) {
        return false;
      }
    }
    return true;
  }

  /** Which of these the alarms name, and the first alarm that does. */
  private Map<String, String> chosen(
      String parameter, EstateForm form, List<EstateResource> among) {
    Map<String, String> chosen = new TreeMap<>();
    for (Said alarm : alarms) {
      for (String value : AlarmWords.of(parameter, alarm.labels())) {
        if (among.stream().anyMatch(thing -> form.names(thing, value))) {
          chosen.putIfAbsent(value, alarm.name());
        }
      }
    }
    return chosen;
  }

  private static Set<String> names(List<EstateResource> things, EstateForm form) {
    Set<String> names = new LinkedHashSet<>();
    things.forEach(thing -> names.add(String.valueOf(form.name(thing))));
    return names;
  }

  /** The estate's value where all of these say the same. */
  private static void put(
      SortedMap<String, Filled> filled, String name, List<EstateResource> things, Reading reading) {
    SortedSet<String> values = new TreeSet<>();
    for (EstateResource thing : things) {
      String value = reading.of(thing);
      if (value == null) {
        return;
      }
      values.add(value);
    }
    if (values.size() == 1) {
      filled.putIfAbsent(
          name, new Filled(name, values.first(), From.ESTATE, things.getFirst().service()));
    }
  }

  /** No estate lists pods: the alarm's pod counts in the namespace that is acted on. */
  private void pod(SortedMap<String, Filled> filled) {
    Filled namespace = filled.get(NAMESPACE);
    if (namespace == null || namespace.value() == null) {
      return;
    }
    Map<String, String> pods = new TreeMap<>();
    for (Said alarm : alarms) {
      if (AlarmWords.of(NAMESPACE, alarm.labels()).contains(namespace.value())) {
        AlarmWords.of(POD, alarm.labels()).forEach(pod -> pods.putIfAbsent(pod, alarm.name()));
      }
    }
    if (pods.size() == 1) {
      pods.forEach((pod, alarm) -> filled.put(POD, new Filled(POD, pod, From.ALARM, alarm)));
    }
  }

  /** What a resource says. */
  private interface Reading {
    @Nullable String of(EstateResource thing);
  }
}
