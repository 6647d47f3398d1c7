package dev.parallax.cli.replication;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.DurationConverter;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.core.config.Durations;
import dev.parallax.core.replication.Flow;
import dev.parallax.events.FlowAction;
import dev.parallax.events.FlowState;
import dev.parallax.events.ReplicationOrder;
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

/** {@code replication pause} and {@code replication resume}. */
@Command(
    footerHeading = "%nExamples:%n",
    footer = "  parallax replication ${COMMAND-NAME} 'us-east-1>eu-west-1'")
final class FlowOrderCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration SILENT_WAIT = Duration.ofSeconds(2);

  private final Session session;
  private final FlowAction action;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FLOW", description = "SOURCE>TARGET, such as 'us-east-1>eu-west-1'.")
  private String name;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How long to wait until the flow reports it (${DEFAULT-VALUE}).")
  private Duration timeout;

  FlowOrderCommand(Session session, FlowAction action) {
    this.session = session;
    this.action = action;
  }

  static String description(FlowAction action) {
    return action == FlowAction.PAUSE
        ? "Stops copying in one direction, also over restarts of the replicator, until it is"
            + " resumed; what was copied is remembered. Exits 1 if the flow does not report it in"
            + " time."
        : "Goes on copying in one direction, from where it was paused. Exits 1 if the flow does not"
            + " report it in time.";
  }

  @Override
  public Integer call() {
    var connection = cluster.connection(session);
    var clusters = RegionClusters.of(connection);
    var flow = clusters.flow(name);
    var target = clusters.in(flow.target());
    try (var registry =
        RegistryAccess.client(target.registry(), session.environment().variables())) {
      var codecs = new AvroCodecs(registry);
      try (var board = FlowBoard.open(clusters, codecs);
          var stop = Stop.atExit()) {
        write(flow, target, codecs);
        board.refresh(LIMIT);
        return await(flow, OrderWatch.from(action, board.report(flow)), board, stop);
      }
    }
  }

  private void write(Flow flow, Connection target, AvroCodecs codecs) {
    var order =
        ReplicationOrder.newBuilder()
            .setFlow(flow.name())
            .setAction(action)
            .setBy(System.getProperty("user.name", ""))
            .setAt(Clock.systemUTC().millis())
            .build();
    new RecordWriter(
            target,
            codecs,
            "'parallax replication status' tells, and giving the order again does no harm")
        .write(
            target.catalogue().replicationOrders(),
            ReplicationOrder.class,
            Map.of(flow.name(), order),
            "the order about flow");
  }

  private int await(Flow flow, OrderWatch watch, FlowBoard board, Stop stop) {
    long began = System.nanoTime();
    boolean told = false;
    do {
      board.refresh(LIMIT);
      long waited = System.nanoTime() - began;
      if (watch.isDone(board.row(flow))) {
        return done(flow, watch.due(), waited / 1_000_000);
      }
      if (waited > timeout.toNanos()) {
        throw CommandFailure.failed(unheard(flow, board));
      }
      if (!told && waited > SILENT_WAIT.toNanos()) {
        told = true;
        spec.commandLine()
            .getErr()
            .println(
                "parallax: waiting up to %s for the replicator of %s to report it"
                    .formatted(Durations.print(timeout), flow.target()));
      }
    } while (!stop.isAskedWithin(LOOK));
    throw CommandFailure.failed("the order stays and may still take effect");
  }

  private int done(Flow flow, FlowState state, long millis) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(
          Json.pretty(
              Json.object()
                  .put("flow", flow.name())
                  .put("state", state.name())
                  .put("tookMs", millis)));
    } else {
      out.println("%s: %s after %d ms".formatted(flow, state, millis));
    }
    return ExitCode.OK;
  }

  private String unheard(Flow flow, FlowBoard board) {
    var row = board.row(flow);
    return "%s is %s after %s%s; the order stays and may still take effect: 'parallax replication status' tells"
        .formatted(
            flow,
            row.state(),
            Durations.print(timeout),
            row.reason().isEmpty() ? "" : " (" + row.reason() + ")");
  }
}
