package dev.aceiro.activities.postgres;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.TypedHandler;
import dev.aceiro.workflows.containment.Risk;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Ends sessions of the application's users that have been idle for a time, in one database: not
 * those of other databases, of replication or of administrators. The application opens new ones.
 */
@Component
final class PostgresTerminateIdle extends TypedHandler<PostgresTerminateIdle.Target> {
  private static final String SESSIONS = "sessions";

  /** Which database, and idle for how long. */
  record Target(
      @Doc(value = Sessions.SERVICE, example = "postgres", pattern = Sessions.NAME) String service,
      @Doc(
              value = "For how long a session has been idle, at least.",
              example = "5m",
              pattern = "[1-9]\\d{0,3}[smh]")
          String idleFor) {

    Duration time() {
      return Duration.parse("PT" + idleFor.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /**
   * What is read of a database before.
   *
   * @param counted how it is
   * @param known which of the application's users there are
   * @param privileged which of them are more than that
   * @param idle how many of their sessions have been idle for long enough
   */
  private record Found(
      Sessions.Counted counted, List<String> known, List<String> privileged, int idle) {}

  private final Postgres postgres;

  PostgresTerminateIdle(Postgres postgres) {
    super(
        new ActionType<>(
            "postgres.terminate-idle",
            Target.class,
            Risk.DISRUPTIVE,
            List.of("postgres:pg_read_all_stats", "postgres:pg_signal_backend"),
            List.of("004 S2", "002 §3.3.1")));
    this.postgres = postgres;
  }

  @Override
  public boolean reaches(Target target) {
    return postgres.settings().targets().containsKey(target.service());
  }

  @Override
  public Duration settleTime() {
    return postgres.settings().settle();
  }

  @Override
  public Duration verifyTime() {
    return postgres.settings().verify();
  }

  /** A session that has been ended is not ended again. */
  @Override
  public boolean harmlessToRepeat() {
    return true;
  }

  @Override
  public Before capture(Target target) {
    List<String> users = users(target);
    Found found =
        postgres.read(
            target.service(),
            "postgres:pg_stat_activity",
            connection ->
                new Found(
                    Sessions.count(connection),
                    Sessions.known(connection, users),
                    Sessions.privileged(connection, users),
                    Sessions.idle(connection, users, null, target.time())));
    if (!found.privileged().isEmpty()) {
      throw new ActionRefusedException(
          "postgres.privileged-user", "users", String.join(", ", found.privileged()));
    }
    Sessions.Counted counted = found.counted();
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    counted.byState().forEach(raw::put);
    Before.Builder before =
        Before.of(target.service() + " (" + counted.database() + ")", call(target, users), risk())
            .byHand(byHand(target, users))
            .relevant("database", counted.database())
            .relevant("serverStartedAt", counted.since().toString())
            .relevant("users", String.join(",", found.known()))
            .fact("idleSessions", String.valueOf(found.idle()))
            .fact("serverSessions", counted.sessions() + " / " + counted.most())
            .fact("warning.clients-reconnect", String.join(", ", users))
            .changes("idle sessions of " + String.join(", ", users), found.idle() + "", "0")
            .raw(raw);
    counted.byState().forEach((who, many) -> before.stays(who, many.toString()));
    if (found.idle() == 0) {
      before.already();
    }
    return before.build();
  }

  @Override
  public Before imagine(Target target) {
    List<String> users = List.of("<the application's users>");
    return Before.of(target.service(), call(target, users), risk())
        .byHand(byHand(target, users))
        .changes("idle sessions of the application's users", null, "0")
        .build();
  }

  private List<String> users(Target target) {
    List<String> users = postgres.target(target.service()).applicationUsers();
    if (users.isEmpty()) {
      throw new ActionRefusedException(
          "postgres.no-application-users", "service", target.service());
    }
    return users.stream().sorted().toList();
  }

  private static String call(Target target, List<String> users) {
    return "postgres:pg_terminate_backend {\"database\":\"%s\",\"users\":\"%s\",\"idleFor\":\"%s\"}"
        .formatted(target.service(), String.join(",", users), target.idleFor());
  }

  private static String byHand(Target target, List<String> users) {
    return "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle' and backend_type = 'client backend' and datname = current_database() and pid <> pg_backend_pid() and usename in ('%s') and state_change < now() - interval '%d seconds';"
        .formatted(String.join("', '", users), target.time().toSeconds());
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    int ended =
        postgres.write(
            target.service(),
            "postgres:pg_terminate_backend",
            connection -> Sessions.terminate(connection, users(target), target.time()));
    return Receipt.accepted(SESSIONS, String.valueOf(ended));
  }

  /** Those of then are gone; that may be somebody else's doing. */
  @Override
  public Effect effect(Target target, Before before, Call call) {
    return left(target, call) == 0 ? Effect.unproven() : Effect.absent();
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    int left = left(target, call);
    return left == 0
        ? Progress.done(false, "postgres.idle-ended")
        : Progress.running("postgres.idle-ending", SESSIONS, String.valueOf(left));
  }

  /** How many are still there of those that had been idle for long enough at the call. */
  private int left(Target target, Call call) {
    return postgres.read(
        target.service(),
        "postgres:pg_stat_activity",
        connection -> Sessions.idle(connection, users(target), call.claimedAt(), target.time()));
  }
}
