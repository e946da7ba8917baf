package dev.aceiro.workflows.estate;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a proposal, before a person has looked at it.
 *
 * @param parameter its name
 * @param value what to propose; null where somebody must say it
 * @param from where the value comes from
 * @param source the service of the estate or the alarm that gave it; null for the others
 */
public record Filled(String parameter, @Nullable String value, From from, @Nullable String source) {

  /** Where a value comes from. */
  public enum From {
    PLAYBOOK,
    ESTATE,
    ALARM,
    /** From nowhere: it must be asked for. */
    ASKED
  }
}
