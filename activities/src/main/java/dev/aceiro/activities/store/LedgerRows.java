package dev.aceiro.activities.store;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface LedgerRows extends Repository<LedgerRow, LedgerRow.Key> {
  List<LedgerRow> findByKeyIncidentOrderByPosition(String incident);

  List<LedgerRow> findBySettledFalseOrderByProposedAtDesc(Limit limit);
}
