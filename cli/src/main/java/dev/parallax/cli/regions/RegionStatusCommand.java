package dev.parallax.cli.regions;

import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.KnownRegions;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.fleet.RegionBoard;
import dev.parallax.cli.session.Session;
import dev.parallax.core.federation.Standing;
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
      "Shows each region's connected agents, executions of the last day, latency from the current"
          + " region, health, and what it does where that is not plain: active or standby, drained,"
          + " evacuated to another region, returning with a share of its work.",
      "Warns if the others could not carry the load of the largest region, and of a standby without"
          + " agents. Where each region has a control plane of its own, says if the one that is"
          + " asked (--region) hears no majority of them or takes no part, so that the failover state"
          + " does not change there; executions of other regions are then those that it forwarded"
          + " there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax region status",
      "  parallax region status --from eu-west-1",
      "  parallax region status --region eu-west-1 --output json | jq .agreement",
      "  parallax region status --output json | jq '.regions[] | select(.status != \"healthy\")'"
    })
final class RegionStatusCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "REGION",
      description = "Region whose latencies are shown. Default: the control plane's own.")
  private String from;

  RegionStatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.one(session, spec.commandLine().getErr());
    if (from != null) {
      KnownRegions.require(from, connection.regionIds());
    }
    try (var registry =
            RegistryAccess.client(connection.registry(), session.environment().variables());
        var board =
            RegionBoard.open(
                connection, AvroCodecs.lookingUp(registry), Optional.ofNullable(from))) {
      board.refresh(LIMIT);
      print(board);
    }
    return ExitCode.OK;
  }

  private void print(RegionBoard board) {
    var out = spec.commandLine().getOut();
    out.println(session.options().json() ? Json.pretty(board.toJson()) : board.table());
    var err = spec.commandLine().getErr();
    if (!session.options().json()) {
      board.warnings().forEach(risk -> err.println("warning: " + risk));
    }
    if (board.unreadable() > 0) {
      err.println("parallax: " + board.unreadable() + " unreadable records were left out");
    }
    board.standing().flatMap(Standing::problem).ifPresent(why -> err.println("parallax: " + why));
    board.silence().ifPresent(why -> err.println("parallax: what is shown may be past: " + why));
  }
}
