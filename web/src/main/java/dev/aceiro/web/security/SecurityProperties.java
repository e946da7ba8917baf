package dev.aceiro.web.security;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in where people sign in.
 *
 * @param usersFile YAML with {@code users: [{username, name, email, password}]}, passwords hashed
 *     as {@code {bcrypt}$2a$…} or {@code {pbkdf2}…}; null where people come by OIDC
 * @param tokens what machines carry
 * @param operators who may give orders that concern the installation itself: user names, e-mail
 *     addresses, {@code token:NAME}
 */
@ConfigurationProperties("aceiro.security")
record SecurityProperties(
    @Nullable Path usersFile,
    @DefaultValue List<Token> tokens,
    @DefaultValue List<String> operators) {

  /**
   * A machine's token.
   *
   * @param name how the machine is called in the record
   * @param sha256 SHA-256 of the token, hexadecimal; the token itself is nowhere
   * @param roles by profile, comma separated, the roles it holds; one without may only read
   */
  record Token(String name, String sha256, @Nullable TreeMap<String, List<String>> roles) {
    SortedMap<String, List<String>> held() {
      return roles == null ? new TreeMap<>() : roles;
    }
  }
}
