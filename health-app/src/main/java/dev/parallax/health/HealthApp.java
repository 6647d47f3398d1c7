package dev.parallax.health;

import dev.parallax.health.console.Console;
import dev.parallax.runtime.app.AppLauncher;

/** The health application: reads heartbeats and probes, writes the state of agents and regions. */
public final class HealthApp {
  private HealthApp() {}

  /** Runs until it is told to end; see {@code --help}. */
  public static void main(String... args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return AppLauncher.run(
        "health",
        "Keeps the state of every agent and region, and probes the other regions. Serves a"
            + " read-only console at / to this machine; PARALLAX_CONSOLE=any serves it to"
            + " everyone, =off to nobody.",
        () -> new HealthFactory(new Console(System.getenv())),
        new HealthObserver(),
        args);
  }
}
