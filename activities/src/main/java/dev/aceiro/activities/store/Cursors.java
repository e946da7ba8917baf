package dev.aceiro.activities.store;

import org.jspecify.annotations.Nullable;

/** Where a page ended, as its reader brings it back. */
final class Cursors {
  private Cursors() {}

  /**
   * A line of a timeline.
   *
   * @param generation its run
   * @param sequence within the run
   */
  record Line(int generation, long sequence) {
    String text() {
      return generation + "." + sequence;
    }
  }

  static long number(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new NoCursorException(cursor);
    }
  }

  static Line line(@Nullable String cursor, boolean newestFirst) {
    if (cursor == null) {
      return newestFirst ? new Line(Integer.MAX_VALUE, Long.MAX_VALUE) : new Line(0, 0);
    }
    int dot = cursor.indexOf('.');
    try {
      return new Line(
          Integer.parseInt(cursor.substring(0, Math.max(0, dot))),
          Long.parseLong(cursor.substring(dot + 1)));
    } catch (NumberFormatException e) {
      throw new NoCursorException(cursor);
    }
  }
}
