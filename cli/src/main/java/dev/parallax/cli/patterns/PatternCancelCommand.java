package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.DurationConverter;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.patterns.PublicationWatch.Result;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.core.config.Durations;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "cancel",
    description = {
      "Gives up a publication that is not decided (replication.patterns.mode: strong), such as one"
          + " that waits for a region that is not there. It is the region where it was published"
          + " that gives it up, unless it has voted for it already. Exits 0 if it is aborted, 1 if"
          + " it is committed or nobody answers."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax pattern publications --open",
      "  parallax pattern cancel 5f0c1d9e-8a0a-4c53-9d6e-0d5a3e0d8f11"
    })
final class PatternCancelCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PUBLICATION",
      description = "Its id: 'parallax pattern publications' lists them.")
  private String id;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How long to wait for the answer (${DEFAULT-VALUE}).")
  private Duration timeout;

  PatternCancelCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.connection(session);
    var clusters = RegionClusters.of(connection);
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      var codecs = new AvroCodecs(registry);
      var known = known(connection, codecs);
      return known.isOpen() ? cancel(known, clusters.in(known.origin()), codecs) : print(known);
    }
  }

  private PublicationWatch known(Connection connection, AvroCodecs codecs) {
    try (var board = PublicationBoard.open(connection, codecs)) {
      return board
          .find(id)
          .orElseThrow(
              () ->
                  CommandFailure.failed(
                      "there is no publication "
                          + id
                          + "; 'parallax pattern publications' lists them"));
    }
  }

  private int cancel(PublicationWatch open, Connection origin, AvroCodecs codecs) {
    try (var board = PublicationBoard.open(origin, codecs);
        var stop = Stop.atExit()) {
      new RecordWriter(origin, codecs, "'parallax pattern publications' tells")
          .write(
              origin.catalogue().publications(),
              PatternPublication.class,
              Map.of(open.definition().getName(), cancellation(open)),
              "the cancellation of");
      long end = System.nanoTime() + timeout.toNanos();
      while (watch(board).isOpen()) {
        if (System.nanoTime() - end > 0 || stop.isAsked()) {
          throw CommandFailure.failed(
              "the replicator of %s has not answered%s: the cancellation stays and may still take effect"
                  .formatted(
                      open.origin(), stop.isAsked() ? "" : " within " + Durations.print(timeout)));
        }
        board.awaitMore(LOOK);
      }
      return print(watch(board));
    }
  }

  private PublicationWatch watch(PublicationBoard board) {
    return board.find(id).orElseThrow();
  }

  private static PatternPublication cancellation(PublicationWatch open) {
    return PatternPublication.newBuilder()
        .setId(open.id())
        .setName(open.definition().getName())
        .setKind(PublicationKind.CANCEL)
        .setRegion(open.origin())
        .setReason("cancelled" + Publisher.user().map(user -> " by " + user).orElse(""))
        .setAt(Clock.systemUTC().millis())
        .build();
  }

  private int print(PublicationWatch ended) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(ended.json()));
    } else {
      out.println(ended.line());
    }
    return ended.result() == Result.ABORTED ? ExitCode.OK : ExitCode.FAILED;
  }
}
