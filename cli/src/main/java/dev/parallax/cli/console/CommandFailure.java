package dev.parallax.cli.console;

/**
 * Ends a command with one line for people: what is wrong, and what to do next. Its stack trace is
 * shown with {@code --debug} only.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final boolean outcomeUnknown;

  private CommandFailure(int exitCode, boolean outcomeUnknown, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.outcomeUnknown = outcomeUnknown;
  }

  /** The command could not do what it was asked ({@link ExitCode#FAILED}). */
  public static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.FAILED, false, message, null);
  }

  /** As {@link #failed(String)}, with what brought it about. */
  public static CommandFailure failed(String message, Throwable cause) {
    return new CommandFailure(ExitCode.FAILED, false, message, cause);
  }

  /**
   * What was asked may have been done or not: the answer did not come ({@link ExitCode#FAILED}).
   */
  public static CommandFailure unknown(String message, Throwable cause) {
    return new CommandFailure(ExitCode.FAILED, true, message, cause);
  }

  /** The command line or the configuration is wrong ({@link ExitCode#USAGE}). */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, false, message, null);
  }

  /** As {@link #usage(String)}, with what brought it about. */
  public static CommandFailure usage(String message, Throwable cause) {
    return new CommandFailure(ExitCode.USAGE, false, message, cause);
  }

  /** Whether what was asked may have been done all the same. */
  public boolean isOutcomeUnknown() {
    return outcomeUnknown;
  }

  int exitCode() {
    return exitCode;
  }
}
