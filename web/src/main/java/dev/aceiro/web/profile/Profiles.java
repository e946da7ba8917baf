package dev.aceiro.web.profile;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The profiles of this installation, as they were when it started. */
public final class Profiles {
  private final List<Profile> all;

  private final String preferred;

  /**
   * @param preferred the id of the one that is meant where nobody names one
   */
  Profiles(List<Profile> all, String preferred) {
    this.all =
        all.stream()
            .sorted(Comparator.comparing((Profile profile) -> !profile.id().equals(preferred)))
            .toList();
    this.preferred = preferred;
  }

  /** All of them: the preferred one first, the others by id. */
  public List<Profile> all() {
    return all;
  }

  /** The one that is meant where nobody names one: the preferred one, or the only one. */
  public Optional<Profile> standard() {
    return all.size() == 1 ? Optional.of(all.getFirst()) : find(preferred);
  }

  /** The one of that id. */
  public Optional<Profile> find(String id) {
    return all.stream().filter(profile -> profile.id().equals(id)).findFirst();
  }
}
