package dev.parallax.cli.check;

import java.util.function.Consumer;

/** One kind of thing that must be so. */
@FunctionalInterface
interface Check {
  /** Tells every violation. */
  void of(Journals journals, Consumer<Violation> found);
}
