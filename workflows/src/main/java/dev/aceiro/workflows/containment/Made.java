package dev.aceiro.workflows.containment;

import java.util.SortedMap;

/**
 * An entry of the ledger that has taken effect, for whoever asks what became of its target.
 *
 * @param action the entry
 * @param type the action type
 * @param parameters its parameters
 * @param digest its capture
 * @param undone whether it has been undone
 */
public record Made(
    String action,
    String type,
    SortedMap<String, String> parameters,
    String digest,
    boolean undone) {}
