package dev.aceiro.web.security;

import dev.aceiro.web.security.Asker.LocalPerson;
import java.util.List;
import java.util.Optional;

/** The people of local mode: one for each role of each profile. */
public final class LocalPeople {
  private final Roster roster;

  LocalPeople(Roster roster) {
    this.roster = roster;
  }

  /** All of them, in the profiles' order. */
  public List<LocalPerson> all() {
    return roster.profiles().stream()
        .flatMap(
            profile -> roster.roles(profile).stream().map(role -> new LocalPerson(profile, role)))
        .toList();
  }

  /** The one called {@code profile/role}. */
  public Optional<LocalPerson> find(String id) {
    return all().stream().filter(person -> person.id().equals(id)).findFirst();
  }
}
