package dev.parallax.replicator;

import dev.parallax.runtime.app.AppLauncher;

/** The replicator application: makes one view of patterns out of those of all regions. */
public final class ReplicatorApp {
  private ReplicatorApp() {}

  /** Runs until it is told to end; see {@code --help}. */
  public static void main(String... args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return AppLauncher.run(
        "replicator",
        "Brings the other regions' patterns to this region and keeps its view of them.",
        new ReplicatorFactory(),
        args);
  }
}
