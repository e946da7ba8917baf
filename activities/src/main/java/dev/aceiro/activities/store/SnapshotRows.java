package dev.aceiro.activities.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface SnapshotRows extends Repository<SnapshotRow, String> {
  Optional<SnapshotRow> findById(String id);

  List<SnapshotRow> findByIdIn(Collection<String> ids);
}
