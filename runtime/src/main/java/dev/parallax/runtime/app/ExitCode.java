package dev.parallax.runtime.app;

/** Exit codes of every app. */
final class ExitCode {

  /** Ended as it was told. */
  static final int OK = 0;

  /** Failed while running: a supervisor starts it again. */
  static final int FAILED = 1;

  /**
   * Command line, configuration or surroundings (a topic, a permission, a port) are wrong: starting
   * again is of no use before somebody has changed something.
   */
  static final int USAGE = 2;

  private ExitCode() {}
}
