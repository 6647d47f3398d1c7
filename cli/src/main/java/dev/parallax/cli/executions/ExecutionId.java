package dev.parallax.cli.executions;

import dev.parallax.cli.console.CommandFailure;
import picocli.CommandLine.Parameters;

/** The parameter that names an execution. */
final class ExecutionId {
  @Parameters(paramLabel = "ID", description = "The execution.")
  private String id;

  /**
   * Its id.
   *
   * @throws CommandFailure if it is blank, which no execution's is
   */
  String value() {
    if (id.isBlank()) {
      throw CommandFailure.usage(
          "the execution's ID is blank; 'parallax execution list' lists the newest");
    }
    return id;
  }
}
