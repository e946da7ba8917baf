package dev.aceiro.activities.permissions;

import dev.aceiro.workflows.containment.LeastPrivilege.GrantDocument;
import dev.aceiro.workflows.containment.LeastPrivilege.Note;
import dev.aceiro.workflows.incident.Params;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What there is no policy for: Railway's tokens know no scopes, PostgreSQL has grants. */
final class OtherGrants {
  private static final String RAILWAY = "railway:";
  private static final String POSTGRES = "postgres:";

  private OtherGrants() {}

  /** The queries and mutations that a token of the project's environment must be good for. */
  static List<GrantDocument> railway(Wanted wanted) {
    SortedSet<String> calls = permissions(wanted, RAILWAY);
    if (calls.isEmpty()) {
      return List.of();
    }
    String projects =
        wanted.estate().stream()
            .filter(resource -> "railway-service".equals(resource.get("kind")))
            .map(resource -> resource.getOrDefault("project", "?"))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return List.of(
        new GrantDocument(
            "railway.txt",
            calls.stream().map(call -> call + "\n").collect(Collectors.joining()),
            List.of(new Note("railway.token", Params.of("projects", projects)))));
  }

  /** Membership of the roles that PostgreSQL has for it. */
  static List<GrantDocument> postgres(Wanted wanted) {
    SortedSet<String> roles = permissions(wanted, POSTGRES);
    if (roles.isEmpty()) {
      return List.of();
    }
    return List.of(
        new GrantDocument(
            "postgres.sql",
            roles.stream()
                .map(role -> "GRANT %s TO \"%s\";\n".formatted(role, wanted.home().name()))
                .collect(Collectors.joining()),
            List.of(new Note("postgres.user", Params.of("name", wanted.home().name())))));
  }

  private static SortedSet<String> permissions(Wanted wanted, String vendor) {
    SortedSet<String> permissions = new TreeSet<>();
    wanted
        .kinds()
        .forEach(
            kind ->
                kind.permissions().stream()
                    .filter(permission -> permission.startsWith(vendor))
                    .forEach(permission -> permissions.add(permission.substring(vendor.length()))));
    return permissions;
  }
}
