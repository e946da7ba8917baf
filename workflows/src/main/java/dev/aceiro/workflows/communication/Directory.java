package dev.aceiro.workflows.communication;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Who is who in a profile as it is now: roles become people when a message is sent, not when the
 * incident began.
 */
public interface Directory {

  /**
   * Where a recipient can be reached, one address for each person and kind.
   *
   * @param recipient {@code role:x}, {@code channel:x} or {@code person:x}
   * @param kinds kinds of channel that are wanted, such as {@code slack}
   * @return empty if the profile, the recipient or its addresses are not known: the message's own
   *     copy is used then
   */
  List<Address> addresses(String profile, String recipient, List<String> kinds);

  /** Everybody's address of a kind in all profiles, so that it can be checked ahead of time. */
  default List<Address> everybody(String kind) {
    return List.of();
  }

  /**
   * The profile's own words for a message: the subject in the first line, fields in braces.
   *
   * @param code which message
   * @return empty where it has none
   */
  default Optional<String> template(String profile, String code, String language) {
    return Optional.empty();
  }

  /** The language in which the profile's people are written to, {@code pt-BR} or {@code en}. */
  String language(String profile);

  /** The profile's time zone. */
  ZoneId zone(String profile);
}
