package dev.aceiro.web.ingest;

import dev.aceiro.workflows.alarm.Alarm;

/** Tells the on-call what came in when no engine has taken it for a minute. */
public interface EmergencyPager {
  /**
   * Pages the first responder of the profile with the idempotency key that the incident's own first
   * page will have, so that the two are one. Called once for each key and incident, again only if
   * it throws or the process dies.
   *
   * @param profile whose on-call
   * @param incident the id the incident has or will have
   * @param alarm what fires
   */
  void page(String profile, String incident, Alarm alarm);
}
