package dev.parallax.cli.executions;

import dev.parallax.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax execution}. */
@Command(
    name = "execution",
    description = "Shows what became of executions, cancels and purges them.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax execution list --since 10m",
      "  parallax execution list --status FAILED --region eu-west-1",
      "  parallax execution show my-execution-1",
      "  parallax execution cancel my-execution-1",
      "  parallax execution purge my-execution-1"
    })
public final class ExecutionCommand {
  private ExecutionCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new ExecutionCommand())
        .addSubcommand(new ExecutionListCommand(session))
        .addSubcommand(new ExecutionShowCommand(session))
        .addSubcommand(new ExecutionCancelCommand(session))
        .addSubcommand(new ExecutionPurgeCommand(session));
  }
}
