package dev.parallax.cli.regions;

import dev.parallax.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax region}. */
@Command(
    name = "region",
    description = "Shows regions.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  parallax region status", "  parallax region status --output json"})
public final class RegionCommand {
  private RegionCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new RegionCommand()).addSubcommand(new RegionStatusCommand(session));
  }
}
