package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.HoldLift;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hold that the incident's playbook or its flags have put, and that stays until people lift it.
 *
 * @param hold which
 * @param scenario the scenario whose playbook asks for it, or did; null where none has
 * @param flags flags that put it, also cleared ones
 * @param liftedBy roles, each of which must say so; a lead where it names none
 * @param said who has said so
 * @param missing roles that have not; empty where one lead is enough and none has
 * @param evidence the playbook's evidence steps that are not applied yet: the type, and in brackets
 *     what the step states of it
 * @param taken whether the evidence that it asks for is there
 * @param lifted whether people have lifted it
 * @param source where its rule comes from
 * @param asked whether a raised flag or the present scenario still asks for it
 * @param since when it came to be (UTC); null where that is not kept
 */
public record StandingHold(
    Hold hold,
    @Nullable String scenario,
    List<String> flags,
    List<String> liftedBy,
    List<HoldLift> said,
    List<String> missing,
    List<String> evidence,
    boolean taken,
    boolean lifted,
    String source,
    boolean asked,
    @Nullable Instant since) {}
