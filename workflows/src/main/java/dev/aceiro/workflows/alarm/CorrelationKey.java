package dev.aceiro.workflows.alarm;

/**
 * What alarms of one incident have in common. At most one open incident owns a key.
 *
 * @param value {@code profile/source/key}, at most 512 characters
 */
public record CorrelationKey(String value) {

  /** The key of one alarm within one profile. */
  public static CorrelationKey of(String profile, Alarm alarm) {
    return of(profile, alarm.source(), alarm.key());
  }

  /** The key of whatever a source names so within one profile. */
  public static CorrelationKey of(String profile, String source, String key) {
    String value = profile + "/" + source + "/" + key;
    return new CorrelationKey(value.length() <= 512 ? value : value.substring(0, 512));
  }
}
