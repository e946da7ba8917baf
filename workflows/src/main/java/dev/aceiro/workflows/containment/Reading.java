package dev.aceiro.workflows.containment;

import java.time.Instant;
import java.util.SortedMap;

/**
 * What a survey found of one step's target.
 *
 * @param step whose target
 * @param state whether it could be read
 * @param target the explicit target as people read it; empty where nobody could ask for it
 * @param values what stands there until somebody changes it, by name; redacted, a long value as its
 *     digest
 * @param accounted what the ledger makes of these values: the value that an entry set, empty where
 *     it removed it, {@link #ANY} where nobody could say it beforehand
 * @param code why it could not be read, or {@code READ}
 * @param at when (UTC)
 */
public record Reading(
    SurveyStep step,
    State state,
    String target,
    SortedMap<String, String> values,
    SortedMap<String, String> accounted,
    String code,
    Instant at) {

  /** The value of what an entry of the ledger changed without saying beforehand to what. */
  public static final String ANY = "*";

  /** Whether a target could be read. */
  public enum State {
    READ,
    /** It should be readable, and was not. */
    UNREADABLE,
    /**
     * Not compared: this installation cannot read it, its target is not fully named, the service
     * says that there is none, or nothing that stands.
     */
    LEFT_OUT
  }
}
