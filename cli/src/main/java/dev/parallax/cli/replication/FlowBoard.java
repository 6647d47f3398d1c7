package dev.parallax.cli.replication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.core.replication.Flow;
import dev.parallax.events.ReplicationFlow;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** How all flows stand, kept up to date from what the replicators of all regions report. */
public final class FlowBoard implements AutoCloseable {
  private final RegionClusters clusters;
  private final Map<String, TopicFollower> followers = new LinkedHashMap<>();
  private final Map<String, ReplicationFlow> reports = new ConcurrentHashMap<>();
  private final Map<String, String> silence = new ConcurrentHashMap<>();
  private final Map<String, ConflictBoard> conflicts = new LinkedHashMap<>();
  private final Clock clock = Clock.systemUTC();

  private FlowBoard(RegionClusters clusters) {
    this.clusters = clusters;
  }

  /** A board of these clusters; nothing is read yet. */
  public static FlowBoard open(RegionClusters clusters, AvroCodecs codecs) {
    var board = new FlowBoard(clusters);
    clusters
        .byRegion()
        .forEach(
            (region, connection) ->
                board.followers.put(
                    region,
                    TopicFollower.open(connection, codecs)
                        .follow(
                            connection.catalogue().replicationFlows(),
                            ReplicationFlow.class,
                            board::put)));
    return board;
  }

  /** The same with conflicts of patterns, where patterns are copied. */
  public static FlowBoard withConflicts(RegionClusters clusters, AvroCodecs codecs) {
    var board = open(clusters, codecs);
    if (clusters.config().replication().patterns().enabled()) {
      clusters
          .byRegion()
          .forEach(
              (region, connection) ->
                  board.conflicts.put(region, new ConflictBoard(connection, codecs)));
    }
    return board;
  }

  private void put(String flow, Optional<ReplicationFlow> report) {
    report.ifPresentOrElse(told -> reports.put(flow, told), () -> reports.remove(flow));
  }

  /** Reads what is new in every region, at once; one that does not answer is remembered as such. */
  public void refresh(Duration limit) {
    var reading =
        followers.entrySet().stream()
            .map(each -> CompletableFuture.runAsync(() -> read(each, limit), FlowBoard::start))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(reading).join();
  }

  private static void start(Runnable task) {
    var thread = new Thread(task, "read-flows");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(Map.Entry<String, TopicFollower> region, Duration limit) {
    try {
      region.getValue().catchUp(limit);
      silence.remove(region.getKey());
      Optional.ofNullable(conflicts.get(region.getKey())).ifPresent(board -> board.refresh(limit));
    } catch (CommandFailure silent) {
      silence.put(region.getKey(), silent.getMessage());
    }
  }

  /** The newest report of a flow. */
  Optional<ReplicationFlow> report(Flow flow) {
    return Optional.ofNullable(reports.get(flow.name()));
  }

  List<FlowRow> rows() {
    var now = clock.instant();
    return clusters.flows().stream().map(flow -> row(flow, now)).toList();
  }

  /** How one flow stands. */
  FlowRow row(Flow flow) {
    return row(flow, clock.instant());
  }

  private FlowRow row(Flow flow, Instant now) {
    var silent = Optional.ofNullable(silence.get(flow.target()));
    return new FlowRow(flow, report(flow), silent, conflicts(flow), now);
  }

  private OptionalLong conflicts(Flow flow) {
    var board = conflicts.get(flow.target());
    return board == null ? OptionalLong.empty() : board.of(flow.source());
  }

  /** Whether every flow is told of by a replicator that runs. */
  public boolean isCurrent() {
    return rows().stream().allMatch(FlowRow::isCurrent);
  }

  /** Whether every flow copies and nothing waits to be copied. */
  public boolean isCaughtUp() {
    return rows().stream()
        .allMatch(
            row ->
                row.state().equals("RUNNING")
                    && row.report()
                        .map(ReplicationFlow::getLagRecords)
                        .filter(lag -> lag == 0)
                        .isPresent());
  }

  /** For people: one row for each flow. */
  public Table table() {
    var table = Table.of(FlowRow.TITLES);
    rows().forEach(row -> table.row(row.cells()));
    return table;
  }

  /** For programs: {@code {"flows": [...]}}. */
  public ObjectNode json() {
    var json = Json.object();
    var flows = json.putArray("flows");
    rows().forEach(row -> flows.add(row.json()));
    return json;
  }

  @Override
  public void close() {
    followers.values().forEach(TopicFollower::close);
    conflicts.values().forEach(ConflictBoard::close);
  }
}
