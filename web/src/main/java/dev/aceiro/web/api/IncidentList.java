package dev.aceiro.web.api;

import dev.aceiro.activities.store.IncidentSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of incidents.
 *
 * @param incidents of this part, the youngest first
 * @param next the cursor of the next part; null after the last
 */
record IncidentList(List<IncidentSummary> incidents, @Nullable String next) {}
