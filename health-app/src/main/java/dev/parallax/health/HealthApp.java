package dev.parallax.health;

import dev.parallax.runtime.app.AppLauncher;

/** The health application: reads heartbeats and probes, writes the state of agents and regions. */
public final class HealthApp {
  private HealthApp() {}

  /** Runs until it is told to end; see {@code --help}. */
  public static void main(String... args) {
    System.exit(
        AppLauncher.run(
            "health",
            "Keeps the state of every agent and region, and probes the other regions.",
            HealthService::create,
            new HealthObserver(),
            args));
  }
}
