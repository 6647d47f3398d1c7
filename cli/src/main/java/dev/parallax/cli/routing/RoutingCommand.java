package dev.parallax.cli.routing;

import dev.parallax.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax routing}. */
@Command(
    name = "routing",
    description = "Shows and tests how requests are routed.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax routing show",
      "  parallax routing test --cases conformance/*.yaml",
      "  parallax routing test --input '{\"userCountry\": \"DE\"}'"
    })
public final class RoutingCommand {
  private RoutingCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new RoutingCommand())
        .addSubcommand(new RoutingShowCommand(session))
        .addSubcommand(new RoutingTestCommand(session));
  }
}
