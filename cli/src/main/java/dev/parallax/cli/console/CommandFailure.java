package dev.parallax.cli.console;

/**
 * Ends a command with one line for people: what is wrong, and what to do next. Its stack trace is
 * shown with {@code --debug} only.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command could not do what it was asked ({@link ExitCode#FAILED}). */
  public static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.FAILED, message, null);
  }

  /** As {@link #failed(String)}, with what brought it about. */
  public static CommandFailure failed(String message, Throwable cause) {
    return new CommandFailure(ExitCode.FAILED, message, cause);
  }

  /** The command line or the configuration is wrong ({@link ExitCode#USAGE}). */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  /** As {@link #usage(String)}, with what brought it about. */
  public static CommandFailure usage(String message, Throwable cause) {
    return new CommandFailure(ExitCode.USAGE, message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
