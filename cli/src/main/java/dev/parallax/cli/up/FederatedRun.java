package dev.parallax.cli.up;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.replication.FlowBoard;
import dev.parallax.cli.session.Stop;
import dev.parallax.cli.session.UpState;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Shows the regions of a sandbox with a control plane in each, and what is copied between them. */
final class FederatedRun implements AutoCloseable {
  private static final Duration REFRESH = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration SETTLE = SupervisedChild.START;
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final Duration REPRINT = Duration.ofSeconds(10);

  private final SchemaRegistryClient registry;
  private final FlowBoard board;
  private final Stop stop;

  private FederatedRun(SchemaRegistryClient registry, FlowBoard board, Stop stop) {
    this.registry = registry;
    this.board = board;
    this.stop = stop;
  }

  static FederatedRun open(Connection connection, Stop stop) {
    var registry = RegistryAccess.client(connection.registry(), Map.of());
    var board =
        FlowBoard.withConflicts(RegionClusters.of(connection), AvroCodecs.lookingUp(registry));
    return new FederatedRun(registry, board, stop);
  }

  /**
   * Waits until every flow runs and has copied all there is.
   *
   * @return false if it was asked to stop before
   * @throws CommandFailure if that takes more than three minutes
   */
  boolean awaitCaughtUp() {
    long end = System.nanoTime() + SETTLE.toNanos();
    do {
      board.refresh(REFRESH);
      if (board.isCaughtUp()) {
        return true;
      }
      if (System.nanoTime() - end > 0) {
        throw CommandFailure.failed(
            "not every flow has caught up after "
                + SETTLE.toSeconds()
                + " s; see the logs of the replicators:\n"
                + board.table());
      }
    } while (!stop.isAskedWithin(LOOK));
    return false;
  }

  /** Redraws a screen in place; hints change when a process does. */
  int onTerminal(Screen screen, RegionalRequests requests, Supplier<List<String>> hints) {
    return every(
        REDRAW,
        requests,
        () -> {
          var lines = new ArrayList<String>(requests.table().lines());
          lines.add("");
          lines.addAll(board.table().lines());
          lines.add("");
          lines.addAll(hints.get());
          screen.draw(lines);
        });
  }

  /** Prints one block after the other. */
  int onPipe(PrintWriter out, RegionalRequests requests, List<String> hints) {
    hints.forEach(out::println);
    return every(
        REPRINT,
        requests,
        () -> {
          out.println();
          out.println(requests.table());
          out.println();
          out.println(board.table());
        });
  }

  /** Prints one document a line; a console's address may change when its process does. */
  int asJson(PrintWriter out, RegionalRequests requests, Supplier<UpState> state) {
    return every(
        REPRINT,
        requests,
        () -> {
          var json = board.json().put("console", state.get().consoleUrl());
          requests.put(json.putArray("regions"));
          var consoles = json.putObject("consoles");
          state.get().consoleUrls().forEach(consoles::put);
          var routers = json.putObject("routers");
          state.get().routerUrls().forEach(routers::put);
          out.println(Json.compact(json));
        });
  }

  private int every(Duration pause, RegionalRequests requests, Runnable show) {
    do {
      board.refresh(REFRESH);
      requests.refresh();
      show.run();
    } while (!stop.isAskedWithin(pause));
    return ExitCode.OK;
  }

  @Override
  public void close() {
    board.close();
    registry.close();
  }
}
