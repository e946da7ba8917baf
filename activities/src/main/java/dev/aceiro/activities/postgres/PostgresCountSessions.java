package dev.aceiro.activities.postgres;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Counts the sessions of a database by user and state, so that the incident has the numbers. */
@Component
final class PostgresCountSessions extends TypedHandler<PostgresCountSessions.Target> {
  /** Of which database. */
  record Target(
      @Doc(value = Sessions.SERVICE, example = "postgres", pattern = Sessions.NAME)
          String service) {}

  private final Postgres postgres;

  PostgresCountSessions(Postgres postgres) {
    super(
        new ActionType<>(
            "postgres.count-sessions",
            Target.class,
            Risk.SAFE,
            List.of("postgres:pg_read_all_stats"),
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

  /** It only reads. */
  @Override
  public boolean harmlessToRepeat() {
    return true;
  }

  @Override
  public Before capture(Target target) {
    Sessions.Counted counted = counted(target);
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    counted.byState().forEach(raw::put);
    Before.Builder before =
        Before.of(target.service() + " (" + counted.database() + ")", call(target), risk())
            .relevant("database", counted.database())
            .fact("serverSessions", counted.sessions() + " / " + counted.most())
            .raw(raw);
    counted.byState().forEach((who, many) -> before.stays(who, many.toString()));
    return before.build();
  }

  @Override
  public Before imagine(Target target) {
    return Before.of(target.service(), call(target), risk())
        .byHand(
            "select usename, state, count(*) from pg_stat_activity where datname = current_database() group by 1, 2;")
        .build();
  }

  private static String call(Target target) {
    return "postgres:pg_stat_activity {\"database\":\"%s\"}".formatted(target.service());
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    Sessions.Counted counted = counted(target);
    return Receipt.accepted(
        "of",
        String.valueOf(counted.most()),
        "sessions",
        String.valueOf(counted.sessions()),
        "byState",
        byState(counted));
  }

  /** There is nothing that could have taken effect: whoever asks reads again. */
  @Override
  public Effect effect(Target target, Before before, Call call) {
    Sessions.Counted counted = counted(target);
    return Effect.ours(
        "of",
        String.valueOf(counted.most()),
        "sessions",
        String.valueOf(counted.sessions()),
        "byState",
        byState(counted));
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    Sessions.Counted counted = counted(target);
    return Progress.done(
        false,
        "postgres.counted",
        "of",
        String.valueOf(counted.most()),
        "sessions",
        String.valueOf(counted.sessions()),
        "byState",
        byState(counted));
  }

  private static String byState(Sessions.Counted counted) {
    return counted.byState().entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining("; "));
  }

  private Sessions.Counted counted(Target target) {
    return postgres.read(target.service(), "postgres:pg_stat_activity", Sessions::count);
  }
}
