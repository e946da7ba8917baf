package dev.aceiro.activities.permissions;

import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.LeastPrivilege.Home;
import java.util.List;
import java.util.SortedMap;

/**
 * What permissions are wanted for.
 *
 * @param kinds the kinds of action that are to be possible
 * @param estate what there is to act on
 * @param home whose credentials they are
 */
record Wanted(List<ActionKind> kinds, List<SortedMap<String, String>> estate, Home home) {}
