package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.utc;

import dev.aceiro.workflows.policy.Occurrence;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Instant;
import java.util.List;
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
   */
  public record Known(List<Occurrence> occurrences, List<String> tried) {}

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
                tried(plan.profile(), incident, plan.postmortem().playbookReview())));
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
