package dev.parallax.benchmarks.table;

import java.io.IOException;
import java.util.List;

/**
 * One part of the table. A section of another module is found by {@link java.util.ServiceLoader}:
 * it names its class, which has a constructor without parameters, in {@code
 * META-INF/services/dev.parallax.benchmarks.table.Section}, and its jar is on the class path.
 */
public interface Section {

  /**
   * What {@code --only} chooses it by: a letter, or a letter and a word such as {@code d-agents}.
   */
  String key();

  /** What stands above its rows. */
  String title();

  /**
   * Measures.
   *
   * @param run what it stands on; says how often to measure
   * @return at least one row
   * @throws IOException if there is no room for files
   * @throws InterruptedException if the run is to end
   */
  List<Row> rows(Run run) throws IOException, InterruptedException;
}
