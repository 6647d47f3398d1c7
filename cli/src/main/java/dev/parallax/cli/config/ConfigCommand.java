package dev.parallax.cli.config;

import dev.parallax.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax config}. */
@Command(
    name = "config",
    description = "Checks, shows and explains configuration files.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax config validate parallax.config.yaml",
      "  parallax config show --effective",
      "  parallax config explain routing.hold"
    })
public final class ConfigCommand {
  private ConfigCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new ConfigValidateCommand(session))
        .addSubcommand(new ConfigShowCommand(session))
        .addSubcommand(new ConfigExplainCommand(session));
  }
}
