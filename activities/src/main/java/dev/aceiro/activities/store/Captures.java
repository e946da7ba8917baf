package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.clean;
import static dev.aceiro.activities.store.Columns.utc;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was found before an action, as people may see it.
 *
 * <p>Every method throws {@link StoreUnavailableException} if PostgreSQL cannot be reached.
 */
@Component
public class Captures {
  /** The most bytes a difference may have (design 6). */
  public static final int MOST_DIFF_BYTES = 16 * 1024;

  private static final String CUT = "\n…";

  /**
   * One capture.
   *
   * @param incident the incident's id
   * @param action the ledger entry
   * @param digest what approvals are bound to
   * @param artefact the raw before-state, named by its digest; null where there is none
   * @param target the explicit target, as people read it
   * @param diff what would change, without secrets; beyond {@link #MOST_DIFF_BYTES} it is cut
   * @param capturedAt when (UTC)
   */
  public record Captured(
      String incident,
      String action,
      String digest,
      @Nullable String artefact,
      String target,
      String diff,
      Instant capturedAt) {}

  private final JdbcClient jdbc;

  /** Captures in that database. */
  public Captures(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
  }

  /** Keeps a capture; the same one again is harmless. */
  public void store(Captured captured) {
    InTime.translating(
        () ->
            jdbc.sql(
                    """
                    insert into capture (incident, action, digest, artefact, target, diff, captured_at)
                    values (:incident, :action, :digest, :artefact, :target, :diff, :capturedAt)
                    on conflict (incident, action, digest) do update
                    set captured_at = excluded.captured_at""")
                .param("incident", captured.incident())
                .param("action", captured.action())
                .param("digest", captured.digest())
                .param("artefact", captured.artefact(), Types.VARCHAR)
                .param("target", clean(captured.target()))
                .param("diff", cut(clean(captured.diff())))
                .param("capturedAt", utc(captured.capturedAt()))
                .update());
  }

  /** The capture an approval is bound to. */
  public Optional<Captured> find(String incident, String action, String digest) {
    return InTime.translating(
        () ->
            jdbc.sql(
                    """
                    select * from capture
                    where incident = :incident and action = :action and digest = :digest""")
                .param("incident", incident)
                .param("action", action)
                .param("digest", digest)
                .query(
                    (row, n) ->
                        new Captured(
                            row.getString("incident"),
                            row.getString("action"),
                            row.getString("digest"),
                            row.getString("artefact"),
                            row.getString("target"),
                            row.getString("diff"),
                            Columns.present(row, "captured_at")))
                .optional());
  }

  static String cut(String diff) {
    if (diff.getBytes(StandardCharsets.UTF_8).length <= MOST_DIFF_BYTES) {
      return diff;
    }
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    CharBuffer characters = CharBuffer.wrap(diff);
    int room = MOST_DIFF_BYTES - CUT.getBytes(StandardCharsets.UTF_8).length;
    encoder.encode(characters, ByteBuffer.allocate(room), true);
    return diff.substring(0, characters.position()) + CUT;
  }
}
