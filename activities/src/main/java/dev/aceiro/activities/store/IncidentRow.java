package dev.aceiro.activities.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An incident as a list shows it. */
@Entity
@Immutable
@Table(name = "incident")
class IncidentRow {
  @Id String id = "";
  long number;
  String profile = "";
  int generation;
  long revision;
  String title = "";
  String stage = "";
  String severity = "";
  String worstSeverity = "";
  @Nullable String scenario;
  @Nullable String environment;

  @Column(columnDefinition = "varchar[]")
  String[] services = {};

  @Column(columnDefinition = "varchar[]")
  String[] flags = {};

  boolean drill;
  boolean falseAlarm;
  String openedBy = "";
  @Nullable String acknowledgedBy;
  @Nullable String follows;
  Instant receivedAt = Instant.EPOCH;
  Instant startedAt = Instant.EPOCH;
  @Nullable Instant acknowledgedAt;
  @Nullable Instant containedAt;
  @Nullable Instant resolvedAt;
  @Nullable Instant closedAt;
  @Nullable String nextClock;
  @Nullable Instant nextClockDueAt;
  @Nullable Integer snapshotSchema;
  @Nullable Instant recordedAt;

  IncidentSummary summary() {
    return new IncidentSummary(
        id,
        profile,
        generation,
        revision,
        title,
        dev.aceiro.workflows.policy.Stage.valueOf(stage),
        severity,
        worstSeverity,
        scenario,
        environment,
        List.of(services),
        List.of(flags),
        drill,
        falseAlarm,
        openedBy,
        acknowledgedBy,
        follows,
        receivedAt,
        startedAt,
        acknowledgedAt,
        containedAt,
        resolvedAt,
        closedAt,
        nextClock,
        nextClockDueAt,
        recordedAt);
  }
}
