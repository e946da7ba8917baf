package dev.aceiro.workflows.alarm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time of announced work. What fires in it is kept and opens an incident at its end if it still
 * fires then.
 *
 * @param from its first instant (UTC)
 * @param until the first instant after it (UTC)
 * @param services the services it covers; empty with {@code alarms} empty means all
 * @param alarms the alarm names it covers
 * @param reason why, for people
 */
public record MaintenanceWindow(
    Instant from, Instant until, List<String> services, List<String> alarms, String reason) {

  /** Refuses a window that ends before it begins. */
  public MaintenanceWindow {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a maintenance window must end after it begins");
    }
  }

  /** Whether an alarm of that name and service that fires at that instant falls into the window. */
  public boolean covers(String alarm, @Nullable String service, Instant at) {
    if (at.isBefore(from) || !at.isBefore(until)) {
      return false;
    }
    boolean everything = services.isEmpty() && alarms.isEmpty();
    return everything || alarms.contains(alarm) || (service != null && services.contains(service));
  }
}
