package dev.aceiro.web.console;

import dev.aceiro.web.incident.Declaration;
import dev.aceiro.web.incident.Suggestions;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.web.security.Asker;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.Previews.Preview;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.TimelineEntry;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the console asks of the rest of the application: the record to read, the incidents to tell.
 *
 * <p>Reads throw a {@link dev.aceiro.web.problem.Problem} 503 where the record cannot be read.
 */
public interface Desk {

  /** The plans of this installation's profiles as they are now, by profile. */
  List<ResponsePlan> plans();

  /** What the profile's folder said when that plan was made of it; empty where nobody knows. */
  default Optional<ProfileDocument> document(ResponsePlan plan) {
    return Optional.empty();
  }

  /** The kinds of action this installation can execute, by type. */
  List<ActionType> actionTypes();

  /** Fills what is about to be proposed in an incident. */
  Suggestions.Filler filler(IncidentState state);

  /** Who somebody is in a profile at this moment. */
  Actor actor(String profile, Asker asker);

  /** Incidents that are not closed, the newest first, at most 200. */
  List<Dossier> open();

  /** Closed incidents that the query lets pass, the newest first. */
  Slice closed(Query query);

  /**
   * One incident.
   *
   * @param revision waits up to two seconds for the record to have it; -1 takes what is there
   */
  Optional<Dossier> incident(String id, long revision);

  /** Whether an open incident's clocks stand still because the engine has no run of it. */
  boolean standsStill(String id);

  /**
   * Timeline entries, the newest first.
   *
   * @param codes only these; all where it is empty
   * @param cursor where the page before ended; null for the newest
   * @param limit about so many
   */
  Lines timeline(String id, Set<EntryCode> codes, @Nullable String cursor, int limit);

  /** All timeline entries, the oldest first, at most 5000. */
  List<TimelineEntry> story(String id);

  /** What was sent, or would have been, in the order in which it was due. */
  List<Communication> communications(String id);

  /**
   * The redacted differences of an incident's captures by digest, one line each: {@code -} before,
   * {@code +} after.
   */
  Map<String, String> differences(String id);

  /** How a message reads. */
  Preview preview(Message message);

  /** Says a decision and waits up to two seconds for the record to have its effect. */
  Answer decide(String id, String decision, Body body, Asker asker, String key);

  /** Opens an incident by hand. */
  Answer declare(Declaration declaration, Asker asker, String key);

  /**
   * Everything decided about one incident, and by which rules.
   *
   * @param state its latest recorded state, not shared with anybody
   * @param plan the plan it pinned
   */
  record Dossier(IncidentState state, ResponsePlan plan) {}

  /**
   * Which closed incidents.
   *
   * @param profile only of that profile, or null
   * @param severity only of that severity, or null
   * @param drill only drills or none of them, or null
   * @param text part of a title or an id, or null
   * @param cursor where the last page ended, or null
   */
  record Query(
      @Nullable String profile,
      @Nullable String severity,
      @Nullable Boolean drill,
      @Nullable String text,
      @Nullable String cursor) {}

  /**
   * Some rows and where they end.
   *
   * @param rows the rows
   * @param next the cursor of what follows, or null where nothing does
   */
  record Slice(List<Row> rows, @Nullable String next) {}

  /**
   * Some timeline entries and where they end.
   *
   * @param entries the newest first
   * @param next the cursor of older ones, or null where there are none
   */
  record Lines(List<TimelineEntry> entries, @Nullable String next) {}

  /** An incident in a list; instants in UTC. */
  record Row(
      String id,
      String profile,
      String title,
      String severity,
      Stage stage,
      boolean drill,
      boolean falseAlarm,
      Instant receivedAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt) {}

  /**
   * One message on one channel to one reader.
   *
   * @param code which template
   * @param recipient {@code role:x}, {@code channel:x} or {@code person:x}
   * @param channel the channel's kind
   * @param person whom it went to
   * @param state what became of it
   * @param why what the channel said where it failed
   * @param text what it said
   * @param at when that became known, or when it became due (UTC)
   */
  record Communication(
      String code,
      String recipient,
      String channel,
      String person,
      Delivery state,
      @Nullable String why,
      String text,
      Instant at) {}

  /** What became of a message. */
  enum Delivery {
    PENDING,
    SENT,
    DRY,
    FAILED
  }

  /** What became of something said. */
  sealed interface Answer {
    /**
     * It holds.
     *
     * @param incident the incident
     * @param revision the revision with it
     * @param recorded whether the record has it already
     */
    record Taken(String incident, long revision, boolean recorded) implements Answer {}

    /** It is refused, and why. */
    record Refused(Refusal refusal) implements Answer {}

    /** Nobody knows: say it again with the same key. */
    record Unknown() implements Answer {}
  }
}
