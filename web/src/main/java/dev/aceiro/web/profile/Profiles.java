package dev.aceiro.web.profile;

import java.util.List;
import java.util.Optional;

/** The profiles of this installation, as they were when it started. */
public final class Profiles {
  private final List<Profile> all;

  Profiles(List<Profile> all) {
    this.all = List.copyOf(all);
  }

  /** All of them, by id. */
  public List<Profile> all() {
    return all;
  }

  /** The one of that id. */
  public Optional<Profile> find(String id) {
    return all.stream().filter(profile -> profile.id().equals(id)).findFirst();
  }
}
