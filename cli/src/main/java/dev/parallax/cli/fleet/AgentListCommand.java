package dev.parallax.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.KnownRegions;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.events.AgentState;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description =
        "Lists agents with their region, load and capabilities; with --region only those of this"
            + " region. Where every region has a control plane, those of the one that is asked.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax agent list",
      "  parallax agent list --region us-east-1 --all",
      "  parallax agent list --output json | jq -r '.agents[].agent'"
    })
final class AgentListCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "Also agents that left or expired.")
  private boolean all;

  AgentListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.one(session, spec.commandLine().getErr());
    var region = cluster.region();
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      var roll = AgentRoll.read(connection, AvroCodecs.lookingUp(registry), LIMIT);
      requireSeen(region, connection, roll);
      print(region, connection, roll);
    }
    return ExitCode.OK;
  }

  /** Without a configuration the agents' own regions are all that is known. */
  private static void requireSeen(Optional<String> region, Connection connection, AgentRoll roll) {
    if (connection.config().isEmpty()) {
      region.ifPresent(named -> KnownRegions.require(named, roll.regions()));
    }
  }

  private void print(Optional<String> region, Connection connection, AgentRoll roll) {
    var inRegion = roll.all(agent -> region.map(agent.getRegion()::equals).orElse(true));
    var shown = all ? inRegion : inRegion.stream().filter(AgentRoll::isConnected).toList();
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(json(shown, connection)));
    } else {
      out.println(shown.isEmpty() ? "no agents" + connection.place() : AgentRoll.table(shown));
    }
    remark(inRegion.size() - shown.size(), roll.unreadable());
  }

  private static JsonNode json(List<AgentState> agents, Connection connection) {
    var document = Json.object();
    connection.controlPlane().ifPresent(asked -> document.put("controlPlane", asked));
    var array = document.putArray("agents");
    agents.forEach(agent -> array.add(AgentRoll.json(agent)));
    return document;
  }

  private void remark(int hidden, long unreadable) {
    var err = spec.commandLine().getErr();
    if (hidden > 0) {
      err.println("parallax: " + hidden + " disconnected agents are not shown; --all shows them");
    }
    if (unreadable > 0) {
      err.println("parallax: " + unreadable + " unreadable records were left out");
    }
  }
}
