package dev.parallax.cli.regions;

import dev.parallax.cli.orders.DrainCommand;
import dev.parallax.cli.orders.FailbackCommand;
import dev.parallax.cli.orders.FailoverCommand;
import dev.parallax.cli.orders.UndrainCommand;
import dev.parallax.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax region}. */
@Command(
    name = "region",
    description = "Shows regions, moves their work, and tests what moves it.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax region status",
      "  parallax region health us-east-1",
      "  parallax region latency --from us-east-1 --to eu-west-1",
      "  parallax region failover --from us-east-1 --to eu-west-1",
      "  parallax region failback --to us-east-1",
      "  parallax region drain ap-south-1",
      "  parallax region test --cases conformance/failover.yaml"
    })
public final class RegionCommand {
  private RegionCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new RegionCommand())
        .addSubcommand(new RegionStatusCommand(session))
        .addSubcommand(new RegionHealthCommand(session))
        .addSubcommand(new RegionLatencyCommand(session))
        .addSubcommand(new FailoverCommand(session))
        .addSubcommand(new FailbackCommand(session))
        .addSubcommand(new DrainCommand(session))
        .addSubcommand(new UndrainCommand(session))
        .addSubcommand(new RegionTestCommand(session));
  }
}
