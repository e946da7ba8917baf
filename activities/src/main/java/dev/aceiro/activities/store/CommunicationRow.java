package dev.aceiro.activities.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A message on one channel to one reader. */
@Entity
@Immutable
@Table(name = "communication")
class CommunicationRow {
  @Id long id;
  String message = "";
  String channel = "";
  String person = "";
  String incident = "";
  String recipient = "";
  String code = "";
  @Nullable String subject;
  String text = "";
  boolean page;
  boolean drill;
  Instant dueAt = Instant.EPOCH;
  String state = "";
  int attempts;
  @Nullable String reference;
  @Nullable String error;
  Instant createdAt = Instant.EPOCH;
  @Nullable Instant settledAt;

  Communication communication() {
    return new Communication(
        id,
        message,
        channel,
        person,
        incident,
        recipient,
        code,
        subject,
        text,
        page,
        drill,
        dueAt,
        Communication.State.valueOf(state),
        attempts,
        error,
        createdAt,
        settledAt);
  }
}
