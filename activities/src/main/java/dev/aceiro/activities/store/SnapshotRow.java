package dev.aceiro.activities.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The state of an incident. */
@Entity
@Immutable
@Table(name = "incident")
class SnapshotRow {
  @Id String id = "";
  String planHash = "";
  @Nullable String snapshot;
}
