package dev.aceiro.web.profile.yaml;

import dev.aceiro.workflows.estate.Estate;
import dev.aceiro.workflows.estate.EstateResource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code estate.yaml}: what there is to act on.
 *
 * @param environments their names
 * @param services what can fail
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record EstateFile(
    List<String> environments,
    List<ServiceEntry> services,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** A service and the named resources it is made of. */
  public record ServiceEntry(
      String id,
      String label,
      List<SortedMap<String, String>> resources,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}

  /** What its services are made of, and so what there is to act on. */
  public Estate targets() {
    List<EstateResource> resources = new ArrayList<>();
    for (ServiceEntry service : services) {
      service.resources().forEach(one -> resources.add(new EstateResource(service.id(), one)));
    }
    return new Estate(resources);
  }
}
