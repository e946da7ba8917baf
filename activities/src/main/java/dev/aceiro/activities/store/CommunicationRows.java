package dev.aceiro.activities.store;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface CommunicationRows extends Repository<CommunicationRow, Long> {
  List<CommunicationRow> findByIncidentOrderById(String incident);

  List<CommunicationRow> findByOrderByIdDesc(Limit limit);
}
