package dev.parallax.cli;

import dev.parallax.cli.access.AclCommand;
import dev.parallax.cli.check.CheckCommand;
import dev.parallax.cli.config.ConfigCommand;
import dev.parallax.cli.console.FailureHandler;
import dev.parallax.cli.console.GlobalOptions;
import dev.parallax.cli.execute.ExecuteCommand;
import dev.parallax.cli.executions.ExecutionCommand;
import dev.parallax.cli.failovers.LogsCommand;
import dev.parallax.cli.fleet.AgentCommand;
import dev.parallax.cli.patterns.PatternCommand;
import dev.parallax.cli.regions.RegionCommand;
import dev.parallax.cli.replication.ReplicationCommand;
import dev.parallax.cli.routing.RoutingCommand;
import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.topics.TopicsCommand;
import dev.parallax.cli.up.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The root of all commands. */
@Command(
    name = "parallax",
    description = "Routes work to AI agents across regions, on Apache Kafka.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax up                              start a sandbox of three regions",
      "  parallax execute content-classifier --input '{\"text\":\"win a free prize now\"}'",
      "  parallax region status",
      "  parallax COMMAND --help"
    })
final class ParallaxCommand {
  @Mixin private final GlobalOptions options = new GlobalOptions();

  private ParallaxCommand() {}

  /** The whole command line for these surroundings. */
  static CommandLine create(Environment environment) {
    var root = new ParallaxCommand();
    var session = new Session(root.options, environment);
    var failures = new FailureHandler(root.options);
    return new CommandLine(root)
        .addSubcommand(new UpCommand(session))
        .addSubcommand(new ExecuteCommand(session))
        .addSubcommand(ExecutionCommand.create(session))
        .addSubcommand(PatternCommand.create(session))
        .addSubcommand(RegionCommand.create(session))
        .addSubcommand(AgentCommand.create(session))
        .addSubcommand(new LogsCommand(session))
        .addSubcommand(RoutingCommand.create(session))
        .addSubcommand(TopicsCommand.create(session))
        .addSubcommand(AclCommand.create(session))
        .addSubcommand(ReplicationCommand.create(session))
        .addSubcommand(new CheckCommand(session))
        .addSubcommand(ConfigCommand.create(session))
        .addSubcommand(new VersionCommand(session))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100);
  }
}
