package dev.parallax.benchmarks.fuzz;

import java.util.Optional;

/** Valid records that an app must answer as ever, whatever it was fed before. */
interface Canary {

  /**
   * Feeds them.
   *
   * @param number that no earlier call had
   * @return what the app did not do; empty if it did all
   */
  Optional<String> fault(Driven driven, int number);
}
