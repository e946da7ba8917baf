package dev.aceiro.web.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The targets of the playbook as a page shows them.
 *
 * @param summary how many are compared, since when
 * @param apart what is not compared, and why
 * @param differences what no entry of the ledger explained, the open ones first
 * @param again the form that has them read again, or null
 */
record LeftView(
    String summary, List<String> apart, List<Difference> differences, @Nullable FormView again) {

  /**
   * A difference.
   *
   * @param id {@code D1}, …
   * @param what the target and the value
   * @param badge where it stands
   * @param look {@code warn} while it is open, {@code quiet} afterwards
   * @param lines what it was and what it is
   * @param why what is known of it: why it cannot be read, who adopted or waived it
   * @param forms what may be said of it now
   */
  record Difference(
      String id,
      String what,
      String badge,
      String look,
      List<ActionView.Line> lines,
      @Nullable String why,
      List<FormView> forms) {}
}
