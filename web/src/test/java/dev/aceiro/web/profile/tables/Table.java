package dev.aceiro.web.profile.tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A table of obligations, as text: a line a row, the first one names the columns. */
final class Table {
  private final List<Row> rows;

  private Table(List<Row> rows) {
    this.rows = rows;
  }

  static Table of(String profile, String text) {
    List<Row> rows = new ArrayList<>();
    for (String line : text.strip().lines().skip(1).toList()) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      if (cells.size() != 7) {
        throw new IllegalArgumentException("not seven cells: " + line);
      }
      rows.add(
          new Row(
              profile,
              cells.get(0),
              cells.get(1),
              cells.get(2).equals("-") ? null : cells.get(2),
              list(cells.get(3), ";"),
              cells.get(4),
              cells.get(5),
              cells.get(6).equals("never")
                  ? List.of()
                  : list(cells.get(6), ",").stream().map(Table::duration).toList()));
    }
    return new Table(rows);
  }

  Stream<Row> rows() {
    return rows.stream();
  }

  /** {@code 90m}, {@code 25h}, {@code 1h30m}, {@code 3d}. */
  static Duration duration(String text) {
    return Duration.parse(
        text.endsWith("d")
            ? "P" + text.toUpperCase(java.util.Locale.ROOT)
            : "PT" + text.toUpperCase(java.util.Locale.ROOT));
  }

  private static List<String> list(String cell, String separator) {
    return Arrays.stream(cell.split(separator))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
