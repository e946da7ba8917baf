package dev.aceiro.activities.store;

import java.util.List;
import org.springframework.data.repository.Repository;

interface CaptureRows extends Repository<CaptureRow, CaptureRow.Key> {
  List<CaptureRow> findByKeyIncidentOrderByCapturedAt(String incident);
}
