package dev.parallax.cli.console;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command has, before or after its name. */
public final class GlobalOptions {
  /** Form of what a command prints to standard output. */
  public enum Format {
    /** Tables and sentences for people. */
    table,
    /** One JSON document, or one per line where the output is a stream. */
    json
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "table",
      scope = ScopeType.INHERIT,
      description = "Form of the output: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Format output = Format.table;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and the clients' logs.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  /** Whether standard output is to be JSON. */
  public boolean json() {
    return output == Format.json;
  }

  /** Whether stack traces and logs are wanted. */
  public boolean debug() {
    return debug;
  }

  boolean helpRequested() {
    return help;
  }
}
