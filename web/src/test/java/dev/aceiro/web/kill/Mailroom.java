package dev.aceiro.web.kill;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds at the fakes what an incident has sent: each delivery carries a hash of message, channel
 * and person.
 */
final class Mailroom {
  private static final int KEPT = 40;
  private static final ObjectMapper PLANS = JacksonJsonPayloadConverter.newDefaultObjectMapper();

  private final List<Posts> posts;
  private final String incident;
  private final String anchor;
  private final ResponsePlan plan;

  private Mailroom(List<Posts> posts, String incident, String anchor, ResponsePlan plan) {
    this.posts = posts;
    this.incident = incident;
    this.anchor = anchor;
    this.plan = plan;
  }

  /** For an incident as it is on record now. */
  static Mailroom of(Installation installation, String incident) {
    Map<String, Object> row =
        installation
            .record
            .rows(
                "SELECT i.snapshot, p.body FROM incident i"
                    + " JOIN response_plan p ON p.hash = i.plan_hash WHERE i.id = ?",
                incident)
            .getFirst();
    JsonNode snapshot = JsonMapper.shared().readTree(String.valueOf(row.get("snapshot")));
    try {
      return new Mailroom(
          List.of(installation.slack.posts(), installation.mail.posts()),
          incident,
          snapshot.path("episodeStartedAt").asString(),
          PLANS.readValue(String.valueOf(row.get("body")), ResponsePlan.class));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  ResponsePlan plan() {
    return plan;
  }

  /** Arrivals of the message of a firing, the first one first. */
  List<Posts.Post> of(String firing, String recipient) {
    return persons(recipient).stream()
        .flatMap(
            person ->
                Stream.of("slack", "email")
                    .map(kind -> delivery(incident + "/" + firing, kind, person)))
        .flatMap(key -> posts.stream().flatMap(each -> each.of(key).stream()))
        .sorted(Comparator.comparing(Posts.Post::at))
        .toList();
  }

  /** Arrivals of the message of a rule of the episode that was present when this was made. */
  List<Posts.Post> ofRule(String rule, int episode, String recipient) {
    return of(rule + "|" + episode + "|" + anchor + "|" + recipient, recipient);
  }

  private List<String> persons(String recipient) {
    String id = recipient.substring(recipient.indexOf(':') + 1);
    Role role = plan.role(id);
    return role == null || recipient.startsWith("channel:")
        ? List.of(id)
        : role.contacts().stream().map(Contact::person).toList();
  }

  /** What a delivery is known by at the fakes. */
  static String delivery(String message, String channel, String person) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(
                      String.join("\n", message, channel, person).getBytes(StandardCharsets.UTF_8)))
          .substring(0, KEPT);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
