package dev.parallax.cli.patterns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.session.Session;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = "Lists the patterns that can be executed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax pattern list",
      "  parallax pattern list --all",
      "  parallax pattern list --output json | jq -r '.patterns[].name'"
    })
final class PatternListCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "Also those that were deleted.")
  private boolean all;

  PatternListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.one(session, spec.commandLine().getErr());
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      var shelf = PatternShelf.read(connection, AvroCodecs.lookingUp(registry));
      var shown = shelf.all().stream().filter(pattern -> all || !pattern.getDeleted()).toList();
      print(shown, connection);
      remark(shelf);
    }
    return ExitCode.OK;
  }

  private void print(List<PatternDefinition> patterns, Connection connection) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      var document = Json.object();
      connection.controlPlane().ifPresent(asked -> document.put("controlPlane", asked));
      var array = document.putArray("patterns");
      patterns.forEach(pattern -> array.add(json(pattern)));
      out.println(Json.pretty(document));
    } else if (patterns.isEmpty()) {
      out.println(
          "no patterns" + connection.place() + "; 'parallax pattern apply -f FILE' applies one");
    } else {
      out.println(table(patterns));
    }
  }

  private void remark(PatternShelf shelf) {
    if (shelf.unreadable() > 0) {
      spec.commandLine()
          .getErr()
          .println("parallax: " + shelf.unreadable() + " unreadable records were left out");
    }
  }

  private static Table table(List<PatternDefinition> patterns) {
    var table = Table.of("Pattern", "Version", "Agents", "Region", "Aggregation", "Applied", "By");
    for (var pattern : patterns) {
      table.row(
          pattern.getName(),
          pattern.getVersion() + (pattern.getDeleted() ? " (deleted)" : ""),
          count(pattern.getAgents()),
          region(pattern.getAgents()),
          aggregation(pattern),
          Instant.ofEpochMilli(pattern.getUpdatedAt()).toString(),
          pattern.getUpdatedBy() == null ? "-" : pattern.getUpdatedBy());
    }
    return table;
  }

  private static String count(AgentRequirements agents) {
    return agents.getMax() == null
        ? Integer.toString(agents.getMin())
        : agents.getMin() + ".." + agents.getMax();
  }

  private static String region(AgentRequirements agents) {
    if (agents.getDistribution() != null) {
      return String.join(", ", agents.getDistribution().getRegions());
    }
    return agents.getRegion() == null ? "auto" : agents.getRegion();
  }

  private static String aggregation(PatternDefinition pattern) {
    var rules = pattern.getAggregation();
    return rules.getMethod() == null
        ? rules.getStrategy() + (rules.getCrossRegion() ? " across regions" : "")
        : rules.getStrategy() + " " + rules.getMethod();
  }

  static ObjectNode json(PatternDefinition pattern) {
    return Json.object()
        .put("name", pattern.getName())
        .put("version", pattern.getVersion())
        .put("deleted", pattern.getDeleted())
        .put("description", pattern.getDescription())
        .put("updatedAt", pattern.getUpdatedAt())
        .put("updatedBy", pattern.getUpdatedBy())
        .put("region", pattern.getRegion())
        .put("yaml", pattern.getYaml());
  }
}
