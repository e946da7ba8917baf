package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.utc;

import dev.aceiro.workflows.policy.Occurrence;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the record knows that rules count: other incidents of a profile. Drills and false alarms are
 * none.
 */
@Component
public class Priors {
  /** More are not told: whoever counts that far has counted enough. */
  static final int MOST = 100;

  /**
   * What the record knows.
   *
   * @param occurrences other incidents, the latest first
   * @param tried scenarios that had an incident after which their playbook was reviewed
   * @param firing alarms of other open incidents that fire, by name, and since when (UTC)
   */
  public record Known(
      List<Occurrence> occurrences, List<String> tried, SortedMap<String, Instant> firing) {}

  private final JdbcClient jdbc;

  /** Incidents in that database. */
  public Priors(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
  }

  /**
   * What the plan's rules ask for at an instant.
   *
   * @param incident the one that asks; it is not counted
   * @param at when (UTC)
   * @throws StoreUnavailableException if PostgreSQL cannot be reached
   */
  public Known known(ResponsePlan plan, String incident, Instant at) {
    return InTime.translating(
        () ->
            new Known(
                occurrences(plan.profile(), incident, at.minus(plan.countsBack())),
                tried(plan.profile(), incident, plan.postmortem().playbookReview()),
                firing(plan, incident)));
  }

  /** Only what the plan's rules ask for: the alarms that make others worse. */
  private SortedMap<String, Instant> firing(ResponsePlan plan, String incident) {
    SortedMap<String, Instant> firing = new TreeMap<>();
    List<String> names =
        plan.raises().stream().flatMap(rule -> rule.alarmsFiring().stream()).distinct().toList();
    if (names.isEmpty()) {
      return firing;
    }
    jdbc.sql(
            """
            select alarm.value ->> 'name' as name,
                   min((alarm.value ->> 'changedAt')::timestamptz) as since
            from incident, jsonb_each(snapshot::jsonb -> 'alarms') as alarm
            where profile = :profile and stage <> 'CLOSED' and not drill and id <> :incident
              and snapshot is not null and alarm.value ->> 'state' = 'FIRING'
              and alarm.value ->> 'name' in (:names)
            group by 1 order by 1""")
        .param("profile", plan.profile())
        .param("incident", incident)
        .param("names", names)
        .query((row, n) -> firing.put(row.getString("name"), Columns.present(row, "since")))
        .list();
    return firing;
  }

  private List<Occurrence> occurrences(String profile, String incident, Instant since) {
    return jdbc.sql(
            """
            select id, scenario, worst_severity, received_at from incident
            where profile = :profile and scenario is not null and not drill and not false_alarm
              and id <> :incident and received_at >= :since
            order by received_at desc, number desc
            limit :most""")
        .param("profile", profile)
        .param("incident", incident)
        .param("since", utc(since))
        .param("most", MOST)
        .query(
            (row, n) ->
                new Occurrence(
                    row.getString("id"),
                    row.getString("scenario"),
                    row.getString("worst_severity"),
                    Columns.present(row, "received_at")))
        .list();
  }

  private List<String> tried(String profile, String incident, List<String> severities) {
    if (severities.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select distinct scenario from incident
            where profile = :profile and scenario is not null and not drill and not false_alarm
              and id <> :incident and worst_severity in (:severities)
            order by scenario""")
        .param("profile", profile)
        .param("incident", incident)
        .param("severities", severities)
        .query(String.class)
        .list();
  }
}
