package dev.aceiro.workflows.communication;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something to tell one recipient. It says what by code and parameters; the words are found when it
 * is sent.
 *
 * @param key idempotency key: incident and fired ids; with the channel and the person it names one
 *     delivery
 * @param profile whose contacts and templates
 * @param incident the incident's id
 * @param recipient {@code role:x}, {@code channel:x} or {@code person:x}
 * @param channels kinds of channel to use; empty for the recipient's own
 * @param code the template
 * @param params its fields
 * @param dueAt when it became due (UTC)
 * @param page whether somebody must act now; such a message prefers a duplicate to a loss
 * @param drill whether it must say that this is a drill
 * @param fallback where to send it if the profile cannot be asked: contacts and channel from the
 *     incident's own plan
 */
public record Message(
    String key,
    String profile,
    String incident,
    String recipient,
    List<String> channels,
    String code,
    SortedMap<String, String> params,
    Instant dueAt,
    boolean page,
    boolean drill,
    List<Address> fallback) {
  private static final String TOLD = "told";

  /** Whether somebody has it already and only the other channels are still asked. */
  public boolean told() {
    return params.containsKey(TOLD);
  }

  /** The same message once somebody has it. */
  public Message asTold() {
    SortedMap<String, String> more = new TreeMap<>(params);
    more.put(TOLD, "true");
    return new Message(
        key, profile, incident, recipient, channels, code, more, dueAt, page, drill, fallback);
  }
}
