package dev.aceiro.activities.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** A line of a timeline. */
@Entity
@Immutable
@Table(name = "timeline_entry")
class TimelineRow {
  @EmbeddedId Key key = new Key("", 0, 0);

  Instant occurredAt = Instant.EPOCH;
  Instant recordedAt = Instant.EPOCH;
  String code = "";

  @Column(columnDefinition = "jsonb")
  @ColumnTransformer(read = "params::text")
  String params = "{}";

  String by = "";
  String via = "";
  boolean cleaned;

  /** Which line of which incident. */
  @Embeddable
  record Key(String incident, int generation, long sequence) implements Serializable {}

  RecordedEntry entry() {
    return new RecordedEntry(
        key.generation(),
        key.sequence(),
        occurredAt,
        recordedAt,
        code,
        Columns.texts(params),
        by,
        via,
        cleaned);
  }
}
