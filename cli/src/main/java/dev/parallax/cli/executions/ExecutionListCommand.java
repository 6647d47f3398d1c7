package dev.parallax.cli.executions;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.session.Session;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = {
      "Lists executions, the newest first: those with an outcome, those that run, and requests that"
          + " were unroutable. With --region only those that ran there; where every region has a"
          + " control plane, those that were requested there, wherever they ran, and those that"
          + " others forwarded there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax execution list --since 10m",
      "  parallax execution list --status RUNNING",
      "  parallax execution list --region eu-west-1 --output json | jq -r '.executions[].executionId'"
    })
final class ExecutionListCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** What can be asked for. */
  enum Wanted {
    RUNNING,
    COMPLETED,
    FAILED,
    TIMED_OUT,
    CANCELLED,
    UNROUTABLE,
    FORWARDED
  }

  private final Session session;
  @Mixin private final Since since = new Since();
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private Wanted status;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most (${DEFAULT-VALUE}).")
  private int limit;

  private final Map<String, ExecutionRow> rows = new HashMap<>();

  /** Of what others forwarded here, whose it is, by execution. */
  private final Map<String, String> origins = new HashMap<>();

  ExecutionListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw CommandFailure.usage("--limit must be 1 or more, not " + limit);
    }
    var connection = cluster.one(session, spec.commandLine().getErr());
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      read(connection, AvroCodecs.lookingUp(registry), since.time());
    }
    origins.forEach((id, origin) -> rows.computeIfPresent(id, (same, row) -> row.from(origin)));
    print(connection);
    return ExitCode.OK;
  }

  private void read(Connection connection, AvroCodecs codecs, Instant from) {
    var topics = connection.catalogue();
    try (var follower = TopicFollower.open(connection, codecs)) {
      follower
          .followKeys(
              from,
              topics.decisions(),
              RoutingDecision.class,
              key -> true,
              (key, value, at) ->
                  value
                      .filter(decision -> !decision.getTargets().isEmpty())
                      .map(ExecutionRow::running)
                      .ifPresent(row -> rows.putIfAbsent(row.id(), row)))
          .followKeys(
              from,
              topics.outcomes(),
              ExecutionOutcome.class,
              key -> true,
              (key, value, at) ->
                  value.map(ExecutionRow::ended).ifPresent(row -> rows.put(row.id(), row)))
          .followKeys(
              from,
              topics.unroutable(),
              UnroutableRequest.class,
              key -> true,
              (key, value, at) ->
                  value
                      .map(refused -> ExecutionRow.refused(refused, at))
                      .ifPresent(row -> rows.put(row.id(), row)));
      for (var peer : connection.peers()) {
        follower.followKeys(
            from,
            topics.returned(peer),
            ReturnedPart.class,
            key -> true,
            (key, value, at) -> value.ifPresent(part -> origins.put(part.getExecutionId(), peer)));
      }
      follower.catchUp(LIMIT);
    }
  }

  private void print(Connection connection) {
    var ranIn = cluster.region().filter(region -> !connection.isFederated());
    var chosen =
        rows.values().stream()
            .filter(row -> status == null || row.status().equals(status.name()))
            .filter(row -> ranIn.map(row.regions()::contains).orElse(true))
            .sorted(
                Comparator.comparingLong(ExecutionRow::since)
                    .reversed()
                    .thenComparing(ExecutionRow::id))
            .toList();
    var shown = chosen.stream().limit(limit).toList();
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      var document = Json.object();
      connection.controlPlane().ifPresent(asked -> document.put("controlPlane", asked));
      var array = document.putArray("executions");
      shown.forEach(row -> array.add(row.json()));
      out.println(Json.pretty(document));
    } else {
      out.println(
          shown.isEmpty() ? "no executions within " + since + connection.place() : table(shown));
    }
    if (shown.size() < chosen.size()) {
      spec.commandLine()
          .getErr()
          .println(
              "parallax: %d of %d are shown; --limit shows more"
                  .formatted(shown.size(), chosen.size()));
    }
  }

  private static Table table(List<ExecutionRow> rows) {
    var table = Table.of("Execution", "Status", "Pattern", "Regions", "Since", "Took", "Reason");
    for (var row : rows) {
      table.row(
          row.id(),
          row.status(),
          row.pattern().isEmpty() ? "-" : row.pattern(),
          row.regions().isEmpty() ? "-" : String.join(", ", row.regions()),
          Instant.ofEpochMilli(row.since()).toString(),
          row.durationMs() < 0 ? "-" : row.durationMs() + "ms",
          row.reason());
    }
    return table;
  }
}
