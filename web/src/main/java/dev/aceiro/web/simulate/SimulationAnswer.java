package dev.aceiro.web.simulate;

import java.util.List;
import java.util.SortedMap;

/**
 * What a script leads to.
 *
 * @param firings everything that fires by itself, in order of time
 * @param assumptions what was taken for granted, of deliveries first
 */
public record SimulationAnswer(List<Firing> firings, List<Assumption> assumptions) {

  /**
   * Something that fires by itself.
   *
   * @param at when (RFC 3339, UTC)
   * @param offset how long after the script's beginning (ISO 8601)
   * @param id what identifies the firing
   * @param kind {@code NOTIFY}, {@code PAGE}, {@code ESCALATION}, {@code REMIND}, {@code MISS},
   *     {@code END_OBSERVATION} or {@code EFFECT}
   * @param rule the rule that causes it
   * @param source where the rule comes from, such as {@code 002 §1.4}
   * @param to ids of the roles, channels or people who are told
   * @param channels kinds of channel it goes out by
   * @param code what is said, for programs
   * @param text what happens, in the reader's language
   */
  public record Firing(
      String at,
      String offset,
      String id,
      String kind,
      String rule,
      String source,
      List<String> to,
      List<String> channels,
      String code,
      String text) {}

  /**
   * Something a simulation takes for granted.
   *
   * @param code what, for programs
   * @param params the code's parameters
   * @param text what, in the reader's language
   */
  public record Assumption(String code, SortedMap<String, String> params, String text) {}
}
