package dev.parallax.cli.console;

/** Exit codes of every command. */
public final class ExitCode {
  /** Done, and the answer is yes. */
  public static final int OK = 0;

  /** Not done, or the answer is no. */
  public static final int FAILED = 1;

  /** The command line or the configuration is wrong; nothing was tried. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
