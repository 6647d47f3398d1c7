package dev.parallax.cli.routing;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.events.AgentState;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionSummary;
import dev.parallax.events.StateOffset;
import dev.parallax.runtime.mapping.FleetChanges;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The fleet of a running system as its router sees it, read from the state topics once. */
final class LiveFleet {
  private final Connection connection;
  private final Set<String> patterns = new TreeSet<>();
  private Fleet fleet = Fleet.empty();
  private long senseless;

  private LiveFleet(Connection connection) {
    this.connection = connection;
  }

  /** Reads it; see {@link TopicFollower#catchUp}. */
  static SeenFleet read(Connection connection, AvroCodecs codecs, Duration limit) {
    var live = new LiveFleet(connection);
    var topics = connection.catalogue();
    int partitions = connection.topics().partitions();
    try (var follower = TopicFollower.open(connection, codecs)) {
      follower.follow(
          topics.agents(),
          AgentState.class,
          (id, state) ->
              live.apply(
                  () -> FleetChanges.ofAgent(id, state.filter(connection::hasHere), partitions)));
      for (var peer : connection.peers()) {
        follower.follow(
            topics.copy(peer, topics.summaries()),
            RegionSummary.class,
            (id, summary) -> live.apply(() -> FleetChanges.ofSummary(peer, summary)));
      }
      follower.follow(
          topics.regions(),
          RegionState.class,
          (id, state) -> live.apply(() -> FleetChanges.ofRegion(id, state)));
      follower.follow(
          connection.config().map(SystemTopics::standingPatterns).orElseGet(topics::patterns),
          PatternDefinition.class,
          (name, pattern) -> {
            live.apply(() -> FleetChanges.ofPattern(name, pattern));
            live.patterns.add(name);
          });
      follower.catchUp(limit);
      live.fleet = live.fleet.withMissingTopics(live.missingTopics());
      return live.seen(follower);
    }
  }

  /** As in the router, what makes no sense changes nothing. */
  private void apply(Supplier<UnaryOperator<Fleet>> change) {
    try {
      fleet = change.get().apply(fleet);
    } catch (IllegalArgumentException refused) {
      senseless++;
    }
  }

  /** Regions whose task topic is not there as it must be (R3). */
  private Set<String> missingTopics() {
    try (var admin = ClusterAdmin.open(connection)) {
      var there = admin.topics();
      return connection.regionIds().stream()
          .filter(
              region -> {
                var spec = connection.catalogue().executions(region);
                var topic = there.get(spec.name());
                return topic == null || topic.partitions().size() != spec.partitions();
              })
          .collect(Collectors.toSet());
    }
  }

  private SeenFleet seen(TopicFollower follower) {
    patterns.removeIf(name -> fleet.pattern(name).isEmpty());
    return new SeenFleet(
        fleet,
        offsets(follower),
        Set.copyOf(connection.peers()),
        patterns,
        follower.unreadable() + senseless);
  }

  private static List<StateOffset> offsets(TopicFollower follower) {
    return follower.nextOffsets().entrySet().stream()
        .map(
            next ->
                new StateOffset(next.getKey().topic(), next.getKey().partition(), next.getValue()))
        .sorted(
            Comparator.comparing(StateOffset::getTopic).thenComparing(StateOffset::getPartition))
        .toList();
  }
}
