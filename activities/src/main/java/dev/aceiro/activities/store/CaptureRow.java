package dev.aceiro.activities.store;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What was found before an action. */
@Entity
@Immutable
@Table(name = "capture")
class CaptureRow {
  @EmbeddedId Key key = new Key("", "", "");

  @Nullable String artefact;
  String target = "";
  String diff = "";
  Instant capturedAt = Instant.EPOCH;

  /** Which capture of which action. */
  @Embeddable
  record Key(String incident, String action, String digest) implements Serializable {}

  Captures.Captured captured() {
    return new Captures.Captured(
        key.incident(), key.action(), key.digest(), artefact, target, diff, capturedAt);
  }
}
