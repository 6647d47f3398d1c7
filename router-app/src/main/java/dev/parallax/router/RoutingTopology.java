package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.TopicSpec;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * agents, regions, patterns -&gt; fleet; requests, results, cancellations -&gt; route and track
 * -&gt; executions.&lt;region&gt; | outcomes | unroutable, every decision explained, what cannot be
 * read to dead letters, what is misplaced back to its home partition.
 */
record RoutingTopology(RouterParts parts) {
  private static final String ROUTE = "route-and-track";

  Topology build() {
    var topics = parts.topics();
    var topology = new Topology();
    follow(topology, "agents", topics.agents(), StateChanges::ofAgent);
    follow(topology, "regions", topics.regions(), StateChanges::ofRegion);
    follow(
        topology,
        "patterns",
        SystemTopics.standingPatterns(parts.config()),
        StateChanges::ofPattern);
    topology
        .addSource("read-requests", bytes(), bytes(), topics.requests().name())
        .addSource("read-results", bytes(), bytes(), topics.results().name())
        .addSource("read-cancellations", bytes(), bytes(), topics.cancellations().name())
        .addProcessor(
            ROUTE,
            () -> new RouteAndTrack(parts),
            "read-requests",
            "read-results",
            "read-cancellations")
        .addStateStore(ExecutionStore.builder(), ROUTE)
        .addStateStore(ExecutionStore.requestsBuilder(), ROUTE)
        .addStateStore(HeldStore.builder(), ROUTE)
        .addStateStore(Traffic.builder(), ROUTE);
    for (var region : parts.config().regionIds()) {
      topology.addSink(
          Sinks.tasks(region),
          topics.executions(region).name(),
          new ByteArraySerializer(),
          Addressed.serializer(),
          Addressed.partitioner(),
          ROUTE);
    }
    write(topology, Sinks.DECISIONS, topics.decisions());
    write(topology, Sinks.OUTCOMES, topics.outcomes());
    write(topology, Sinks.UNROUTABLE, topics.unroutable());
    write(topology, Sinks.TRAFFIC, topics.traffic());
    write(topology, Sinks.DEAD_LETTERS, topics.deadLetters());
    write(topology, Sinks.REQUESTS_HOME, topics.requests());
    write(topology, Sinks.RESULTS_HOME, topics.results());
    write(topology, Sinks.CANCELLATIONS_HOME, topics.cancellations());
    return topology;
  }

  /** What a state topic's records do to the fleet. */
  private interface ChangeOf {
    UnaryOperator<Fleet> of(StateChanges changes, String key, byte[] value);
  }

  /**
   * In memory, and never written by its processor: so every start reads the whole topic through the
   * processor, which is how the snapshot comes to be.
   */
  private void follow(Topology topology, String state, TopicSpec topic, ChangeOf change) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("global-" + state),
                Serdes.ByteArray(),
                Serdes.ByteArray())
            .withLoggingDisabled(),
        "read-" + state,
        bytes(),
        bytes(),
        topic.name(),
        "follow-" + state,
        () -> follower(topic, change));
  }

  private FollowState follower(TopicSpec topic, ChangeOf change) {
    var changes =
        new StateChanges(
            parts.codecs(), parts.config().topics().partitions(), parts.fleet().patterns());
    return new FollowState(
        parts.fleet(),
        (key, value) -> change.of(changes, key, value),
        topic.equals(parts.topics().regions()),
        parts.meters().badState(topic.name()));
  }

  private static void write(Topology topology, String sink, TopicSpec topic) {
    topology.addSink(
        sink, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), ROUTE);
  }

  private static ByteArrayDeserializer bytes() {
    return new ByteArrayDeserializer();
  }
}
