package dev.aceiro.web.security;

import dev.aceiro.web.security.Asker.LocalPerson;
import dev.aceiro.web.security.Asker.Machine;
import dev.aceiro.web.security.Asker.Member;
import dev.aceiro.web.security.Asker.Somebody;
import dev.aceiro.workflows.incident.Actor;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who somebody is in a profile: the roles they hold there at this moment. */
@Component
public final class Actors {
  /** Through the pages of the console. */
  public static final String CONSOLE = "console";

  /** Through the HTTP API. */
  public static final String API = "api";

  private final Roster roster;

  Actors(Roster roster) {
    this.roster = roster;
  }

  /**
   * The asker as an actor of that profile; without roles where they have nothing to say there.
   *
   * @param via {@link #CONSOLE}, {@link #API} or {@code slack}
   */
  public Actor in(String profile, Asker asker, String via) {
    return switch (asker) {
      case Somebody nobodyNamed -> {
        String role = roster.firstResponder(profile);
        yield new Actor(profile + "/" + role, List.of(role), via);
      }
      case LocalPerson person ->
          new Actor(
              person.id(),
              person.profile().equals(profile) ? List.of(person.role()) : List.of(),
              via);
      case Member member -> new Actor(member.id(), roster.rolesOf(member, profile), via);
      case Machine machine ->
          new Actor(machine.id(), machine.roles().getOrDefault(profile, List.of()), via);
    };
  }
}
