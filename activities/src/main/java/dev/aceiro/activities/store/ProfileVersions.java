package dev.aceiro.activities.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The versions of profiles that incidents were opened with. Append only.
 *
 * <p>Every method throws {@link StoreUnavailableException} if PostgreSQL cannot be reached.
 */
@Component
public class ProfileVersions {
  private static final TypeReference<TreeMap<String, String>> FILES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  /** Versions in that database. */
  public ProfileVersions(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
  }

  /**
   * A version that is kept.
   *
   * @param profile whose it is
   * @param hash the SHA-256 of its files, its name
   * @param files contents by path inside the folder
   * @param storedAt since when (UTC)
   */
  public record Kept(
      String profile, String hash, SortedMap<String, String> files, Instant storedAt) {}

  /** Keeps a version; harmless if it is kept already. */
  public void keep(String profile, String hash, SortedMap<String, String> files) {
    if (kept.contains(hash)) {
      return;
    }
    jdbc.sql(
            """
            insert into profile_version (hash, profile, files) values (:hash, :profile, :files)
            on conflict do nothing\
            """)
        .param("hash", hash)
        .param("profile", profile)
        .param("files", json(files))
        .update();
    kept.add(hash);
  }

  /** The version of that profile and hash. */
  public Optional<Kept> find(String profile, String hash) {
    return jdbc.sql(
            "select files, stored_at from profile_version where hash = :hash and profile ="
                + " :profile")
        .param("hash", hash)
        .param("profile", profile)
        .query(
            (row, number) ->
                new Kept(
                    profile,
                    hash,
                    files(row.getString("files")),
                    Columns.present(row, "stored_at")))
        .optional();
  }

  private static String json(SortedMap<String, String> files) {
    try {
      return Columns.JSON.writeValueAsString(files);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts by name are JSON", impossible);
    }
  }

  private static SortedMap<String, String> files(String body) {
    try {
      return Columns.JSON.readValue(body, FILES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored version that is none", e);
    }
  }
}
