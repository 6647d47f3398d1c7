package dev.parallax.cli.replication;

import dev.parallax.cli.session.Session;
import dev.parallax.events.FlowAction;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parallax replication}. */
@Command(
    name = "replication",
    description = "Shows, stops, continues and checks what is copied between regions.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax replication status",
      "  parallax replication pause 'us-east-1>eu-west-1'",
      "  parallax replication verify"
    })
public final class ReplicationCommand {
  private ReplicationCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Session session) {
    return new CommandLine(new ReplicationCommand())
        .addSubcommand(new ReplicationStatusCommand(session))
        .addSubcommand(new ReplicationVerifyCommand(session))
        .addSubcommand(new ReplicationRenderCommand(session))
        .addSubcommand("pause", order(session, FlowAction.PAUSE))
        .addSubcommand("resume", order(session, FlowAction.RESUME));
  }

  private static CommandLine order(Session session, FlowAction action) {
    var line = new CommandLine(new FlowOrderCommand(session, action));
    line.getCommandSpec().usageMessage().description(FlowOrderCommand.description(action));
    return line;
  }
}
