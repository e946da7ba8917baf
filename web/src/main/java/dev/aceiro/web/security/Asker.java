package dev.aceiro.web.security;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, before it is known about which profile. Which roles they hold there is {@link
 * Actors}' to say.
 */
public sealed interface Asker {

  /** A stable name for the record and for keys; unique in the installation. */
  String id();

  /** How people call them. */
  String name();

  /** Local mode, nobody named: the first responder of whichever profile is asked about. */
  record Somebody() implements Asker {
    @Override
    public String id() {
      return "local";
    }

    @Override
    public String name() {
      return "local";
    }
  }

  /**
   * Local mode, somebody named: one person for each role of each profile.
   *
   * @param profile the profile's id
   * @param role the role's id in it
   */
  record LocalPerson(String profile, String role) implements Asker {
    @Override
    public String id() {
      return profile + "/" + role;
    }

    @Override
    public String name() {
      return id();
    }
  }

  /**
   * Somebody who signed in.
   *
   * @param username the name they signed in with
   * @param name how people call them
   * @param email by which profiles know them; null where the sign-in did not vouch for one
   */
  record Member(String username, String name, @Nullable String email) implements Asker {
    @Override
    public String id() {
      return username;
    }
  }

  /**
   * A machine with a token.
   *
   * @param token the token's name
   * @param roles the roles it was given, by profile
   */
  record Machine(String token, SortedMap<String, List<String>> roles) implements Asker {
    @Override
    public String id() {
      return "token:" + token;
    }

    @Override
    public String name() {
      return token;
    }
  }
}
