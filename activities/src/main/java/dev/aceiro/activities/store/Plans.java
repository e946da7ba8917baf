package dev.aceiro.activities.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Response plans by the SHA-256 of their canonical JSON. What is stored under a hash stays. */
@Component
public class Plans {
  /** The most bytes a plan may have as JSON (design 1). */
  public static final int MOST_BYTES = 64 * 1024;

  private static final int CACHED = 64;

  private static final ObjectMapper CANONICAL =
      Columns.JSON
          .copy()
          .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
          .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final JdbcClient jdbc;
  private final Map<String, ResponsePlan> cache =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ResponsePlan> eldest) {
              return size() > CACHED;
            }
          });

  /** Plans in that database. */
  public Plans(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
  }

  /** The name of a plan. */
  public static String hash(ResponsePlan plan) {
    return Digests.sha256(canonical(plan));
  }

  /** How many bytes a plan has as JSON; it may be kept up to {@link #MOST_BYTES}. */
  public static int size(ResponsePlan plan) {
    return canonical(plan).getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Keeps a plan; harmless if it is there already. Joins the caller's transaction.
   *
   * @return its hash
   * @throws IllegalArgumentException if it has more than {@link #MOST_BYTES}
   */
  public String store(ResponsePlan plan) {
    String body = canonical(plan);
    int bytes = body.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the plan of " + plan.profile() + " has " + bytes + " bytes, at most " + MOST_BYTES);
    }
    String hash = Digests.sha256(body);
    jdbc.sql(
            """
            insert into response_plan (hash, profile, body) values (:hash, :profile, :body)
            on conflict do nothing""")
        .param("hash", hash)
        .param("profile", plan.profile())
        .param("body", body)
        .update();
    return hash;
  }

  /** The plan of that hash. */
  public Optional<ResponsePlan> find(String hash) {
    ResponsePlan cached = cache.get(hash);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<ResponsePlan> found =
        jdbc.sql("select body from response_plan where hash = :hash")
            .param("hash", hash)
            .query(String.class)
            .optional()
            .map(Plans::read);
    found.ifPresent(plan -> cache.put(hash, plan));
    return found;
  }

  private static ResponsePlan read(String body) {
    try {
      return CANONICAL.readValue(body, ResponsePlan.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored plan that is none: " + e.getOriginalMessage(), e);
    }
  }

  private static String canonical(ResponsePlan plan) {
    try {
      return CANONICAL.writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a plan that is no JSON", e);
    }
  }
}
