package dev.aceiro.activities.permissions;

import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.LeastPrivilege;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Written from what the handlers say they need. */
public final class GeneratedPermissions implements LeastPrivilege {
  private final ActionCatalogue catalogue;
  private final Reference reference = new Reference();

  /** Of these kinds of action. */
  public GeneratedPermissions(ActionCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public SortedSet<String> types() {
    SortedSet<String> types = new TreeSet<>();
    catalogue.kinds().stream()
        .filter(kind -> !kind.permissions().isEmpty())
        .forEach(kind -> types.add(kind.type()));
    return types;
  }

  @Override
  public List<GrantDocument> documents(
      SortedSet<String> types, List<SortedMap<String, String>> estate, Home home) {
    Wanted wanted =
        new Wanted(
            catalogue.kinds().stream().filter(kind -> types.contains(kind.type())).toList(),
            estate,
            home);
    List<GrantDocument> documents = new ArrayList<>();
    documents.addAll(new IamPolicies(reference).of(wanted));
    documents.addAll(new RbacManifests(reference).of(wanted));
    documents.addAll(OtherGrants.postgres(wanted));
    documents.addAll(OtherGrants.railway(wanted));
    return documents;
  }
}
