package dev.parallax.cli.fleet;

import dev.parallax.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax agent}. */
@Command(
    name = "agent",
    description = "Shows agents.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  parallax agent list", "  parallax agent list --region us-east-1"})
public final class AgentCommand {
  private AgentCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new AgentCommand()).addSubcommand(new AgentListCommand(session));
  }
}
