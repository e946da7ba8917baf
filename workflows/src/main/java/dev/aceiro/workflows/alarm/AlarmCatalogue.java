package dev.aceiro.workflows.alarm;

import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which alarm means what, and when alarms do not start an incident each.
 *
 * @param entries what is known; names are unique
 * @param maintenance announced work
 * @param storm when many alarms of one service are one incident; null for never
 * @param flapping when an alarm that comes and goes is held as firing; null for never
 */
public record AlarmCatalogue(
    List<CatalogueEntry> entries,
    List<MaintenanceWindow> maintenance,
    @Nullable StormRule storm,
    @Nullable FlappingRule flapping) {

  /** Knows no alarm: everything opens an incident of the default severity. */
  public static final AlarmCatalogue EMPTY = new AlarmCatalogue(List.of(), List.of(), null, null);

  /** The entry of that alarm name, or null. */
  public @Nullable CatalogueEntry entry(String name) {
    for (CatalogueEntry entry : entries) {
      if (entry.name().equals(name)) {
        return entry;
      }
    }
    return null;
  }

  /**
   * What the alarm asks for. The catalogue wins; of an alarm it does not know the source's own
   * severity counts if the profile has it, else the profile's default.
   *
   * @param severities the profile's severity codes
   * @param defaultSeverity the profile's severity for what nobody knows
   */
  public AlarmMeaning meaningOf(Alarm alarm, List<String> severities, String defaultSeverity) {
    CatalogueEntry entry = entry(alarm.name());
    if (entry != null) {
      return new AlarmMeaning(entry.severity(), entry.service(), entry.scenario(), entry);
    }
    String hint = alarm.severity();
    String severity = hint != null && severities.contains(hint) ? hint : defaultSeverity;
    return new AlarmMeaning(severity, alarm.service(), null, null);
  }

  /**
   * What the alarm asks for under a plan. The catalogue wins; what it does not know gets the first
   * severity whose matchers say so, else the source's own if the profile has it, else the default.
   */
  public AlarmMeaning meaningOf(Alarm alarm, ResponsePlan plan) {
    if (entry(alarm.name()) == null) {
      for (Severity severity : plan.severities()) {
        if (severity.matchers().stream().anyMatch(m -> m.matches(alarm.name(), alarm.labels()))) {
          return new AlarmMeaning(severity.code(), alarm.service(), null, null);
        }
      }
    }
    return meaningOf(
        alarm, plan.severities().stream().map(Severity::code).toList(), plan.defaultSeverity());
  }

  /** The service an alarm concerns: the catalogue's word, else the source's, else null. */
  public @Nullable String serviceOf(Alarm alarm) {
    CatalogueEntry entry = entry(alarm.name());
    return entry != null ? entry.service() : alarm.service();
  }

  /** When an alarm flaps: its own rule, else the one for all; null for never. */
  public @Nullable FlappingRule flappingOf(Alarm alarm) {
    CatalogueEntry entry = entry(alarm.name());
    return entry != null && entry.flapping() != null ? entry.flapping() : flapping;
  }

  /**
   * The window of announced work an alarm falls into at that instant, the one that ends last, or
   * null.
   */
  public @Nullable MaintenanceWindow maintenanceOf(Alarm alarm, Instant at) {
    String service = serviceOf(alarm);
    MaintenanceWindow last = null;
    for (MaintenanceWindow window : maintenance) {
      if (window.covers(alarm.name(), service, at)
          && (last == null || window.until().isAfter(last.until()))) {
        last = window;
      }
    }
    return last;
  }
}
