package dev.parallax.benchmarks.fuzz;

import java.io.PrintStream;
import java.util.List;

/** Bad YAML for the readers of configurations and patterns. */
final class Documents {
  private Documents() {}

  static List<String> fuzz(long seed, int documents, PrintStream out) {
    return List.of();
  }
}
