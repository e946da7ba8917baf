package dev.aceiro.web.security;

import dev.aceiro.web.security.Asker.Member;
import java.util.List;

/** What the profiles say about people: which roles there are, and who holds them now. */
public interface Roster {

  /** Ids of the profiles, in the order they are shown. */
  List<String> profiles();

  /** Ids of a profile's roles in its own order; empty where there is no such profile. */
  List<String> roles(String profile);

  /** The role whose holders are paged first. */
  String firstResponder(String profile);

  /**
   * Ids of the roles the member holds in the profile at this moment, found by user name or e-mail.
   */
  List<String> rolesOf(Member member, String profile);
}
