package dev.aceiro.workflows.alarm;

import org.jspecify.annotations.Nullable;

/**
 * What an alarm asks for, as far as the catalogue and the alarm itself tell.
 *
 * @param severity code of the severity its incident opens with
 * @param service the affected service, if anybody named one
 * @param scenario the playbook that answers it, if the catalogue names one
 * @param entry the catalogue's entry; null for an alarm nobody knows, which a person must triage
 */
public record AlarmMeaning(
    String severity,
    @Nullable String service,
    @Nullable String scenario,
    @Nullable CatalogueEntry entry) {

  /** Whether the catalogue knows the alarm. */
  public boolean known() {
    return entry != null;
  }
}
