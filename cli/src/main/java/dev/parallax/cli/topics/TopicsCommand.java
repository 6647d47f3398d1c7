package dev.parallax.cli.topics;

import dev.parallax.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax topics}. */
@Command(
    name = "topics",
    description = "Lists and creates topics.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  parallax topics list", "  parallax topics create"})
public final class TopicsCommand {
  private TopicsCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new TopicsCommand())
        .addSubcommand(new TopicsListCommand(session))
        .addSubcommand(new TopicsCreateCommand(session));
  }
}
