package dev.aceiro.workflows.status;

import java.util.List;

/**
 * A part of the installation that says how it is. Every bean of this type appears in {@code GET
 * /api/v1/status} and in the console.
 */
public interface StatusReporter {

  /**
   * How it is now. Answers within a second from what it knows; it does not go and try. Several
   * parts where one object knows of several. Does not throw.
   */
  List<StatusPart> status();
}
