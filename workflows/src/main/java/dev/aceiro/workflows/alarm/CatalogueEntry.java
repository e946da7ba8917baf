package dev.aceiro.workflows.alarm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one alarm means.
 *
 * @param name the alarm's name at its source
 * @param service the service it watches
 * @param scenario the playbook that answers it, if there is one
 * @param severity code of the severity its incident opens with
 * @param raise when it deserves another severity
 * @param threshold what makes it fire, in words
 * @param firstActions what to look at first, in order
 * @param falsePositives what it commonly is when it is nothing
 * @param clearCondition what shows that it is over, in words
 * @param start how often it must fire to start an incident; null for once
 * @param flapping when it is held as firing; null for what the catalogue says of all
 */
public record CatalogueEntry(
    String name,
    String service,
    @Nullable String scenario,
    String severity,
    List<Raise> raise,
    @Nullable String threshold,
    List<String> firstActions,
    List<String> falsePositives,
    @Nullable String clearCondition,
    @Nullable StartRule start,
    @Nullable FlappingRule flapping) {}
