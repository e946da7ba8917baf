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
import org.jspecify.annotations.Nullable;

/** An action on an incident's ledger. */
@Entity
@Immutable
@Table(name = "ledger_entry")
class LedgerRow {
  @EmbeddedId Key key = new Key("", "");

  int position;
  String type = "";

  @Column(columnDefinition = "jsonb")
  @ColumnTransformer(read = "parameters::text")
  String parameters = "{}";

  String reason = "";
  String state = "";
  boolean settled;
  boolean inForce;
  String proposedBy = "";
  Instant proposedAt = Instant.EPOCH;
  @Nullable Instant appliedAt;
  @Nullable String target;
  @Nullable String risk;
  String code = "";

  /** Which action of which incident. */
  @Embeddable
  record Key(String incident, String action) implements Serializable {}

  LedgerEntry entry() {
    return new LedgerEntry(
        key.incident(),
        key.action(),
        type,
        Columns.texts(parameters),
        reason,
        dev.aceiro.workflows.containment.ActionState.valueOf(state),
        proposedBy,
        proposedAt,
        appliedAt,
        target,
        risk,
        code);
  }
}
