package dev.aceiro.web.ingest;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One monitoring source of a profile, as {@code sources:} names it.
 *
 * @param profile whose it is
 * @param id the last part of its address, {@code /alarms/{profile}/{id}}
 * @param kind {@code sns}, {@code alertmanager} or {@code generic}
 * @param settings what its kind wants to know: {@code topics} and {@code certificate} for sns,
 *     {@code environment} for all (of alarms that do not name one)
 * @param secret where its bearer token is, {@code env:NAME}, {@code file:PATH} or {@code
 *     property:NAME}; never the token
 */
public record SourceConfig(
    String profile,
    String id,
    String kind,
    SortedMap<String, List<String>> settings,
    @Nullable String secret) {

  /** All values of a setting. */
  public List<String> all(String setting) {
    return settings.getOrDefault(setting, List.of());
  }

  /** The value of a setting, or null. */
  public @Nullable String one(String setting) {
    List<String> values = all(setting);
    return values.isEmpty() ? null : values.getFirst();
  }

  /** {@code profile/id}, as messages name it. */
  public String address() {
    return profile + "/" + id;
  }
}
