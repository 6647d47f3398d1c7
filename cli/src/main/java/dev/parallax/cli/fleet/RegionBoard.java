package dev.parallax.cli.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.federation.Standing;
import dev.parallax.events.AgentState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import dev.parallax.runtime.mapping.Serving;
import dev.parallax.runtime.mapping.StandingMapping;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The status of all regions, kept up to date from the topics of states and traffic. One thread. */
public final class RegionBoard implements AutoCloseable {
  /** As wide as the ids of the usual regions, so that a table does not jump when one appears. */
  private static final int REGION_WIDTH = 12;

  private final Optional<ParallaxConfig> config;
  private final List<String> configured;
  private final Optional<String> asked;
  private final TopicFollower follower;
  private final RegionStates states = new RegionStates();
  private final LiveRisks risks;
  private final Map<String, DayOfTraffic> traffic = new HashMap<>();
  private final Clock clock = Clock.systemUTC();

  private RegionBoard(Connection connection, Optional<String> asked, TopicFollower follower) {
    this.config = connection.config();
    this.configured = connection.regionIds();
    this.asked = asked;
    this.follower = follower;
    this.risks = new LiveRisks(connection.topics().partitions());
  }

  /**
   * A board of this cluster; nothing is read yet.
   *
   * @param from the region whose latencies are shown; absent: the configuration's current one, else
   *     the only one that reported any
   */
  public static RegionBoard open(Connection connection, AvroCodecs codecs, Optional<String> from) {
    var topics = connection.catalogue();
    var observer =
        from.or(
            () ->
                connection.config().map(ParallaxConfig::controlPlane).map(c -> c.currentRegion()));
    var follower = TopicFollower.open(connection, codecs);
    var board = new RegionBoard(connection, observer, follower);
    follower.follow(topics.regions(), RegionState.class, board::state);
    follower.follow(topics.agents(), AgentState.class, board.risks::agent);
    follower.followSince(
        board.clock.instant().minus(DayOfTraffic.DAY),
        topics.traffic(),
        RegionTraffic.class,
        board::traffic);
    return board;
  }

  /** Reads what is new; see {@link TopicFollower#catchUp}. */
  public void refresh(Duration limit) {
    follower.catchUp(limit);
  }

  /** Records that could not be read or make no sense, and are therefore not counted. */
  public long unreadable() {
    return follower.unreadable() + risks.senseless();
  }

  /** What is dangerous as it stands (C4), a sentence each; empty without a configuration. */
  public List<String> warnings() {
    return config.map(risks::of).orElse(List.of());
  }

  private void state(String region, Optional<RegionState> state) {
    states.put(region, state);
    risks.region(region, state);
  }

  /** Why all of it may be past; see {@link RegionStates#silence}. */
  public Optional<String> silence() {
    return states.silence(clock.instant());
  }

  /**
   * How the agreement of the regions on the failover state stands, as the one that was asked sees
   * it (F8); absent if one control plane serves all.
   */
  public Optional<Standing> standing() {
    return StandingMapping.of(states.all(), rows().stream().map(RegionRow::region).toList());
  }

  private void traffic(String region, Optional<RegionTraffic> second) {
    second.ifPresent(
        counted ->
            dayOf(region)
                .add(
                    Instant.ofEpochMilli(counted.getFrom()),
                    counted.getExecutions(),
                    clock.instant()));
  }

  private DayOfTraffic dayOf(String region) {
    return traffic.computeIfAbsent(region, unseen -> new DayOfTraffic());
  }

  /** The region that latencies are measured from; absent if none is known. */
  public Optional<String> current() {
    if (asked.isPresent()) {
      return asked;
    }
    var observers =
        states.all().stream()
            .flatMap(state -> state.getObservers().stream())
            .map(ObserverView::getObserver)
            .distinct()
            .toList();
    return observers.size() == 1 ? Optional.of(observers.get(0)) : Optional.empty();
  }

  /** All regions: the configured ones in order, then others of which something is known. */
  public List<RegionRow> rows() {
    var ids = new LinkedHashSet<>(configured);
    ids.addAll(states.ids());
    return ids.stream().map(this::row).toList();
  }

  private RegionRow row(String region) {
    var state = states.of(region);
    return new RegionRow(
        region,
        state.map(RegionState::getAgentsConnected).orElse(0),
        dayOf(region).executions(clock.instant()),
        current().filter(region::equals).isPresent(),
        state.map(this::latency).orElse(OptionalDouble.empty()),
        state.map(known -> known.getHealth().name().toLowerCase(Locale.ROOT)),
        state.map(RegionState::getCause).orElse(""),
        state.map(known -> new Serving(known, clock.instant())));
  }

  private OptionalDouble latency(RegionState state) {
    return state.getObservers().stream()
        .filter(seen -> current().filter(seen.getObserver()::equals).isPresent())
        .filter(seen -> seen.getLatencyMs() != null)
        .mapToDouble(ObserverView::getLatencyMs)
        .findFirst();
  }

  /** The rows as a table for people. */
  public Table table() {
    var table =
        Table.of("Region", "Agents", "Executions", "Latency", "Status")
            .firstColumnAtLeast(REGION_WIDTH);
    rows().forEach(row -> table.row(row.cells()));
    return table;
  }

  /**
   * The rows as a document: {@code {"from": ..., "regions": [...], "warnings": [...]}}, with an
   * {@code agreement} where each region has a control plane of its own.
   */
  public ObjectNode toJson() {
    var json = Json.object();
    current().ifPresentOrElse(from -> json.put("from", from), () -> json.putNull("from"));
    standing().ifPresent(standing -> json.set("agreement", agreement(standing)));
    var regions = json.putArray("regions");
    rows().forEach(row -> regions.add(row.toJson()));
    var warnings = json.putArray("warnings");
    warnings().forEach(warnings::add);
    return json;
  }

  private static ObjectNode agreement(Standing standing) {
    var json = Json.object().put("region", standing.region());
    standing
        .leader()
        .ifPresentOrElse(leader -> json.put("leader", leader), () -> json.putNull("leader"));
    json.put("term", standing.term())
        .put("number", standing.number())
        .put("majority", standing.majority());
    var sees = json.putArray("sees");
    standing.sees().forEach(sees::add);
    json.put("abstains", standing.abstains().orElse(null));
    return json.put("since", Instant.ofEpochMilli(standing.since()).toString());
  }

  @Override
  public void close() {
    follower.close();
  }
}
