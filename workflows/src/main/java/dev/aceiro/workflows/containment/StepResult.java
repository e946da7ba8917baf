package dev.aceiro.workflows.containment;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one activity of the hands found or did.
 *
 * @param outcome what is known now
 * @param capture for {@link Outcome#CAPTURED}; for {@link Outcome#APPLIED} the same capture again
 *     if it says something else by now, such as that nothing can be undone any more
 * @param harmlessToRepeat for a call that did not take effect: whether it may be made again without
 *     asking a person, because it is absolute or carries a token
 * @param code a stable code that explains it
 * @param params the code's parameters
 */
public record StepResult(
    Outcome outcome,
    @Nullable Capture capture,
    boolean harmlessToRepeat,
    String code,
    SortedMap<String, String> params) {}
