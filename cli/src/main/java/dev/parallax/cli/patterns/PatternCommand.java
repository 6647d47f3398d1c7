package dev.parallax.cli.patterns;

import dev.parallax.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax pattern}. */
@Command(
    name = "pattern",
    description = "Applies, shows, checks and deletes patterns.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax pattern validate -f patterns/",
      "  parallax pattern apply -f patterns/global-consensus.yaml",
      "  parallax pattern list",
      "  parallax pattern show global-consensus",
      "  parallax pattern delete global-consensus"
    })
public final class PatternCommand {
  private PatternCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new PatternCommand())
        .addSubcommand(new PatternApplyCommand(session))
        .addSubcommand(new PatternListCommand(session))
        .addSubcommand(new PatternShowCommand(session))
        .addSubcommand(new PatternDeleteCommand(session))
        .addSubcommand(new PatternValidateCommand(session))
        .addSubcommand(new PatternConflictsCommand(session))
        .addSubcommand(new PatternPublicationsCommand(session))
        .addSubcommand(new PatternCancelCommand(session));
  }
}
