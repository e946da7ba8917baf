package dev.aceiro.web.profile.tables;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of some tables, run against the pure agenda. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TableTest {
  private final List<Table> tables;

  TableTest(Table... tables) {
    this.tables = List.of(tables);
  }

  Stream<Row> rows() {
    return tables.stream().flatMap(Table::rows);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everyRowHolds(Row row) {
    Rehearsal.of(row).proves(row);
  }
}
