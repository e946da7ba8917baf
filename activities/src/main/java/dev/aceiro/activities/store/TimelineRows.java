package dev.aceiro.activities.store;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TimelineRows extends Repository<TimelineRow, TimelineRow.Key> {
  @Query(
      """
      select t from TimelineRow t
      where t.key.incident = :incident
        and (t.key.generation > :generation
          or (t.key.generation = :generation and t.key.sequence > :sequence))
      order by t.key.generation, t.key.sequence""")
  List<TimelineRow> after(String incident, int generation, long sequence, Limit limit);

  @Query(
      """
      select t from TimelineRow t
      where t.key.incident = :incident
        and (t.key.generation < :generation
          or (t.key.generation = :generation and t.key.sequence < :sequence))
      order by t.key.generation desc, t.key.sequence desc""")
  List<TimelineRow> before(String incident, int generation, long sequence, Limit limit);
}
