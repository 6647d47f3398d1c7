package dev.parallax.router;

import dev.parallax.runtime.app.AppLauncher;

/** The router application: reads requests and results, writes tasks, decisions and outcomes. */
public final class RouterApp {
  private RouterApp() {}

  /** Runs until it is told to end; see {@code --help}. */
  public static void main(String... args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return AppLauncher.run(
        "router",
        "Decides which region's agents run each request, and follows every execution to its one"
            + " outcome.",
        new RouterFactory(),
        args);
  }
}
