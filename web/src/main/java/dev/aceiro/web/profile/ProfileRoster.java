package dev.aceiro.web.profile;

import dev.aceiro.web.security.Asker.Member;
import dev.aceiro.web.security.Roster;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.Role;
import java.util.List;

/** The people of the loaded profiles. */
final class ProfileRoster implements Roster {
  private final Profiles profiles;

  ProfileRoster(Profiles profiles) {
    this.profiles = profiles;
  }

  @Override
  public List<String> profiles() {
    return profiles.all().stream().map(Profile::id).toList();
  }

  @Override
  public List<String> roles(String profile) {
    return of(profile).stream().map(Role::id).toList();
  }

  @Override
  public String firstResponder(String profile) {
    return profiles.find(profile).map(p -> p.plan().firstResponder()).orElse("");
  }

  @Override
  public List<String> rolesOf(Member member, String profile) {
    return of(profile).stream()
        .filter(role -> role.contacts().stream().anyMatch(contact -> is(member, contact)))
        .map(Role::id)
        .toList();
  }

  private List<Role> of(String profile) {
    return profiles.find(profile).map(p -> p.plan().roles()).orElse(List.of());
  }

  private static boolean is(Member member, Contact contact) {
    String email = member.email();
    return contact.person().equals(member.username())
        || (email != null && email.equalsIgnoreCase(contact.email()));
  }
}
