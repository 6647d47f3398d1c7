package dev.parallax.router;

import java.util.Map;

/** What other regions' control planes returned (P7) and no task has read yet. */
interface Backlog {
  /** Where there is none. */
  Backlog NONE = partition -> Map.of();

  /**
   * To be asked when a task starts.
   *
   * @return where it ends at this moment, exclusive, by topic; only of topics that have any
   */
  Map<String, Long> of(int partition);
}
