package dev.parallax.cli.access;

import dev.parallax.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax acl}. */
@Command(
    name = "acl",
    description = "Prints and grants the rights that every part of an installation needs.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  parallax acl print --role router", "  parallax acl apply --dry-run"})
public final class AclCommand {
  private AclCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new AclCommand())
        .addSubcommand(new AclPrintCommand(session))
        .addSubcommand(new AclApplyCommand(session));
  }
}
