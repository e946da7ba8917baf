package dev.aceiro.activities.permissions;

import dev.aceiro.activities.permissions.Reference.Named;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.LeastPrivilege.GrantDocument;
import dev.aceiro.workflows.containment.LeastPrivilege.Note;
import dev.aceiro.workflows.incident.Params;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Manifests of Kubernetes: a service account in each cluster, a role in each namespace. */
final class RbacManifests {
  /** Requests that say no name, and can be limited to none. */
  private static final List<String> NAMELESS =
      List.of("create", "deletecollection", "list", "watch");

  private static final String NAMESPACE = "namespace";

  /** A rule of a role, without its verbs. */
  private record Subject(String group, String resource, List<String> names)
      implements Comparable<Subject> {
    private static final Comparator<Subject> ORDER =
        Comparator.comparing(Subject::group)
            .thenComparing(Subject::resource)
            .thenComparing(subject -> String.join(",", subject.names()));

    @Override
    public int compareTo(Subject other) {
      return ORDER.compare(this, other);
    }
  }

  /** What a handler asks for: {@code group/resource:verb,verb}. */
  private record Asked(String resource, List<String> verbs) {
    private static boolean is(String permission) {
      return permission.matches("[a-z0-9.-]+/[a-z]+(/[a-z]+)?:[a-z,]+");
    }

    private static Asked of(String permission) {
      int colon = permission.indexOf(':');
      return new Asked(
          permission.substring(0, colon),
          Arrays.asList(permission.substring(colon + 1).split(",")));
    }
  }

  private final Reference reference;

  RbacManifests(Reference reference) {
    this.reference = reference;
  }

  List<GrantDocument> of(Wanted wanted) {
    List<ActionKind> kinds =
        wanted.kinds().stream()
            .filter(kind -> kind.permissions().stream().anyMatch(Asked::is))
            .toList();
    if (kinds.isEmpty()) {
      return List.of();
    }
    SortedMap<String, SortedMap<String, List<SortedMap<String, String>>>> clusters =
        new TreeMap<>();
    for (SortedMap<String, String> resource : wanted.estate()) {
      String namespace = resource.get(NAMESPACE);
      if (namespace != null && resource.getOrDefault("kind", "").startsWith("k8s-")) {
        clusters
            .computeIfAbsent(resource.getOrDefault("cluster", ""), none -> new TreeMap<>())
            .computeIfAbsent(namespace, none -> new ArrayList<>())
            .add(resource);
      }
    }
    List<GrantDocument> documents = new ArrayList<>();
    clusters.forEach(
        (cluster, namespaces) -> documents.add(document(cluster, namespaces, kinds, wanted)));
    return documents;
  }

  private GrantDocument document(
      String cluster,
      SortedMap<String, List<SortedMap<String, String>>> namespaces,
      List<ActionKind> kinds,
      Wanted wanted) {
    List<String> manifests = new ArrayList<>();
    SortedSet<String> possible = new TreeSet<>();
    String name = wanted.home().name();
    manifests.add(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: "%s", namespace: "%s"}
        """
            .formatted(name, wanted.home().namespace()));
    namespaces.forEach(
        (namespace, resources) -> {
          String rules = text(rules(namespace, resources, kinds, possible));
          if (!rules.isEmpty()) {
            manifests.add(role(name, namespace, rules));
            manifests.add(binding(name, namespace, wanted.home().namespace()));
          }
        });
    List<Note> notes = new ArrayList<>();
    String impossible =
        kinds.stream()
            .map(ActionKind::type)
            .filter(type -> !possible.contains(type))
            .collect(Collectors.joining(", "));
    if (!impossible.isEmpty()) {
      notes.add(new Note("kubernetes.no-target", Params.of("types", impossible)));
    }
    return new GrantDocument(
        cluster.isEmpty() ? "kubernetes.yaml" : "kubernetes-" + cluster + ".yaml",
        String.join("---\n", manifests),
        notes);
  }

  /** Verbs by what they are for; a kind of action that finds no target here adds nothing. */
  private SortedMap<Subject, SortedSet<String>> rules(
      String namespace,
      List<SortedMap<String, String>> resources,
      List<ActionKind> kinds,
      SortedSet<String> possible) {
    SortedMap<Subject, SortedSet<String>> rules = new TreeMap<>();
    for (ActionKind kind : kinds) {
      List<Asked> asked = kind.permissions().stream().filter(Asked::is).map(Asked::of).toList();
      if (asked.stream()
          .map(one -> reference.named(one.resource()))
          .anyMatch(
              named -> named.kind() != null && names(named, namespace, resources).isEmpty())) {
        continue;
      }
      possible.add(kind.type());
      for (Asked one : asked) {
        Named named = reference.named(one.resource());
        int slash = one.resource().indexOf('/');
        String group = one.resource().substring(0, slash);
        for (String verb : one.verbs()) {
          Subject subject =
              new Subject(
                  group.equals("core") ? "" : group,
                  one.resource().substring(slash + 1),
                  NAMELESS.contains(verb) ? List.of() : names(named, namespace, resources));
          rules.computeIfAbsent(subject, none -> new TreeSet<>()).add(verb);
        }
      }
    }
    return rules;
  }

  private static List<String> names(
      Named named, String namespace, List<SortedMap<String, String>> resources) {
    if (named.itself()) {
      return List.of(namespace);
    }
    String key = named.key();
    if (key == null) {
      return List.of();
    }
    return resources.stream()
        .filter(resource -> Objects.equals(named.kind(), resource.get("kind")))
        .map(resource -> resource.get(key))
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  private static String text(SortedMap<Subject, SortedSet<String>> rules) {
    StringBuilder text = new StringBuilder();
    rules.forEach(
        (subject, verbs) -> {
          text.append("- apiGroups: [\"%s\"]\n".formatted(subject.group()));
          text.append("  resources: [%s]\n".formatted(subject.resource()));
          if (!subject.names().isEmpty()) {
            text.append("  resourceNames: [%s]\n".formatted(quoted(subject.names())));
          }
          text.append("  verbs: [%s]\n".formatted(String.join(", ", verbs)));
        });
    return text.toString();
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
  }

  private static String role(String name, String namespace, String rules) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: "%s", namespace: "%s"}
    rules:
    """
            .formatted(name, namespace)
        + rules;
  }

  private static String binding(String name, String namespace, String home) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: "%1$s", namespace: "%2$s"}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: "%1$s"}
    subjects: [{kind: ServiceAccount, name: "%1$s", namespace: "%3$s"}]
    """
        .formatted(name, namespace, home);
  }
}
