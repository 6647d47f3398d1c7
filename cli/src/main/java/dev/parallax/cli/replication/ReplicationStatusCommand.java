package dev.parallax.cli.replication;

import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.DurationConverter;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = {
      "Shows every flow between regions by what the replicators of all regions report: its state, how"
          + " many records and seconds the copies are behind, bytes a second, records that were"
          + " excluded, and conflicts: names of which the target has other content from another"
          + " region ('parallax pattern conflicts'). Exits 1 if one is not reported, or only by a report of the past."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax replication status",
      "  parallax replication status --watch 2s",
      "  parallax replication status --output json | jq '.flows[] | select(.state != \"RUNNING\")'"
    })
final class ReplicationStatusCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--watch",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Show it again after each of these pauses, until Ctrl-C.")
  private Duration watch;

  ReplicationStatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.connection(session);
    var clusters = RegionClusters.of(connection);
    try (var registry =
            RegistryAccess.client(connection.registry(), session.environment().variables());
        var board = FlowBoard.withConflicts(clusters, AvroCodecs.lookingUp(registry))) {
      return Optional.ofNullable(watch)
          .map(pause -> show(board, pause))
          .orElseGet(() -> show(board));
    }
  }

  private int show(FlowBoard board, Duration pause) {
    try (var stop = Stop.atExit()) {
      int code;
      do {
        code = show(board);
      } while (!stop.isAskedWithin(pause));
      return code;
    }
  }

  private int show(FlowBoard board) {
    board.refresh(LIMIT);
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(watch == null ? Json.pretty(board.json()) : Json.compact(board.json()));
    } else {
      out.println(board.rows().isEmpty() ? "nothing is to be copied" : board.table());
    }
    return board.isCurrent() ? ExitCode.OK : ExitCode.FAILED;
  }
}
