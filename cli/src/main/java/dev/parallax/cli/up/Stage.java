package dev.parallax.cli.up;

import dev.parallax.cli.cluster.ClientAccess;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.fleet.RegionBoard;
import dev.parallax.cli.session.Stop;
import dev.parallax.client.ParallaxClient;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is looked at and sent from while a sandbox runs. */
final class Stage implements AutoCloseable {
  static final Duration REFRESH = Duration.ofSeconds(15);
  private static final Duration OUTCOME = Duration.ofSeconds(30);
  private static final Duration SETTLE = SupervisedChild.START;
  private static final Duration LOOK = Duration.ofMillis(200);

  private final SchemaRegistryClient registry;
  private final RegionBoard board;
  private final ParallaxClient client;

  private Stage(SchemaRegistryClient registry, RegionBoard board, ParallaxClient client) {
    this.registry = registry;
    this.board = board;
    this.client = client;
  }

  static Stage open(Connection connection) {
    var registry = RegistryAccess.client(connection.registry(), Map.of());
    var board = RegionBoard.open(connection, AvroCodecs.lookingUp(registry), Optional.empty());
    return new Stage(registry, board, ClientAccess.connect(connection, registry, OUTCOME));
  }

  RegionBoard board() {
    return board;
  }

  ParallaxClient client() {
    return client;
  }

  /**
   * Waits until every agent is connected, every latency measured and every region's health known.
   *
   * @return false if it was asked to stop before
   * @throws CommandFailure if that takes more than three minutes
   */
  boolean awaitSettled(List<SandboxRegion> regions, Stop stop) {
    long end = System.nanoTime() + SETTLE.toNanos();
    do {
      board.refresh(REFRESH);
      if (isSettled(regions)) {
        return true;
      }
      if (System.nanoTime() - end > 0) {
        throw CommandFailure.failed(
            "agents, latencies or verdicts are still missing after "
                + SETTLE.toSeconds()
                + " s; see the logs of agents, observers and health-app:\n"
                + board.table());
      }
    } while (!stop.isAskedWithin(LOOK));
    return false;
  }

  private boolean isSettled(List<SandboxRegion> regions) {
    var rows = board.rows();
    return regions.stream()
        .allMatch(
            region ->
                rows.stream()
                    .filter(row -> row.region().equals(region.id()))
                    .anyMatch(
                        row ->
                            row.agents() == region.agents()
                                && row.status()
                                    .filter(known -> !known.equals("unknown"))
                                    .isPresent()
                                && (row.current() || row.latencyMs().isPresent())));
  }

  @Override
  public void close() {
    client.close(Duration.ofSeconds(1));
    board.close();
    registry.close();
  }
}
