package dev.parallax.cli.regions;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.KnownRegions;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.fleet.RegionStates;
import dev.parallax.cli.session.Session;
import dev.parallax.events.RegionState;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "health",
    description = {
      "Tells how a region is and why: its verdict and since when, what every observer sees of it,"
          + " the triggers with their figures, what it does, and whether it could take over from"
          + " another region."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax region health us-east-1",
      "  parallax region health us-east-1 --output json | jq .target"
    })
final class RegionHealthCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Session session;
  private final Clock clock = Clock.systemUTC();
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "REGION", description = "The region.")
  private String region;

  RegionHealthCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.one(session, spec.commandLine().getErr());
    KnownRegions.require(region, connection.regionIds());
    var states = read(connection);
    if (connection.config().isEmpty()) {
      KnownRegions.require(region, states.ids());
    }
    var report = new HealthReport(state(connection, states), connection, clock.instant());
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(report.json()));
    } else {
      report.lines().forEach(out::println);
    }
    states
        .silence(clock.instant())
        .ifPresent(
            why ->
                spec.commandLine().getErr().println("parallax: what is shown may be past: " + why));
    return ExitCode.OK;
  }

  private RegionStates read(Connection connection) {
    var states = new RegionStates();
    try (var registry =
            RegistryAccess.client(connection.registry(), session.environment().variables());
        var follower = TopicFollower.open(connection, AvroCodecs.lookingUp(registry))) {
      follower.follow(connection.catalogue().regions(), RegionState.class, states::put);
      follower.catchUp(LIMIT);
    }
    return states;
  }

  private RegionState state(Connection connection, RegionStates states) {
    return states
        .of(region)
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "no health application has told anything of "
                        + region
                        + " yet: start health-app, or look at its log; "
                        + Unprobed.advice(connection, region)));
  }
}
