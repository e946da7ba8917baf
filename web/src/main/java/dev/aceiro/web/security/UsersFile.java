package dev.aceiro.web.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.security.Asker.Member;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/** The people who sign in with a password, from a file. Read once, at start. */
final class UsersFile implements UserDetailsService {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Map<String, User> users;

  private UsersFile(Map<String, User> users) {
    this.users = users;
  }

  /**
   * Reads the file.
   *
   * @throws StartupFailure in a sentence, where it cannot be read or would let somebody in whom it
   *     should not
   */
  static UsersFile read(Path file) {
    Content content;
    try {
      content = YAML.readValue(Files.readString(file), Content.class);
    } catch (JsonProcessingException malformed) {
      var where = malformed.getLocation();
      throw new StartupFailure(
          "The users file %s cannot be read at line %s: %s."
              .formatted(
                  file, where == null ? "?" : where.getLineNr(), malformed.getOriginalMessage()));
    } catch (IOException unreadable) {
      throw new StartupFailure(
          "The users file %s cannot be read; aceiro.security.users-file must name a file that this process may read."
              .formatted(file));
    }
    Map<String, User> users = new TreeMap<>();
    if (content == null || content.users() == null || content.users().isEmpty()) {
      throw new StartupFailure(
          "The users file %s names nobody, so nobody could sign in.".formatted(file));
    }
    for (Entry entry : content.users()) {
      User user = entry.user(file);
      if (users.put(user.getUsername(), user) != null) {
        throw new StartupFailure(
            "The users file %s names %s twice.".formatted(file, user.getUsername()));
      }
    }
    return new UsersFile(users);
  }

  /** The forms of hash that the file may hold. */
  static PasswordEncoder encoder() {
    return new DelegatingPasswordEncoder(
        "bcrypt",
        Map.of(
            "bcrypt",
            new BCryptPasswordEncoder(),
            "pbkdf2",
            Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
  }

  @Override
  public User loadUserByUsername(String username) {
    User user = users.get(username);
    if (user == null) {
      throw new UsernameNotFoundException("no such user");
    }
    return user;
  }

  /** What the file holds. */
  record Content(@Nullable List<Entry> users) {}

  /** One person as written. */
  record Entry(
      @Nullable String username,
      @Nullable String name,
      @Nullable String email,
      @Nullable String password) {

    User user(Path file) {
      if (username == null
          || username.isBlank()
          || username.contains("/")
          || username.contains(":")) {
        throw new StartupFailure(
            "The users file %s has an entry without a username (one without / and :)."
                .formatted(file));
      }
      if (password == null
          || !(password.startsWith("{bcrypt}") || password.startsWith("{pbkdf2}"))) {
        throw new StartupFailure(
            "The users file %s has no hashed password for %s: it must begin with {bcrypt} or {pbkdf2}."
                .formatted(file, username));
      }
      return new User(new Member(username, name == null ? username : name, email), password);
    }
  }

  /** One person who may sign in. */
  static final class User implements UserDetails {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Member member;
    private final transient String password;

    User(Member member, String password) {
      this.member = member;
      this.password = password;
    }

    Member member() {
      return member;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
      return List.of();
    }

    @Override
    public String getPassword() {
      return password;
    }

    @Override
    public String getUsername() {
      return member.username();
    }
  }
}
