package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * agents, regions, patterns -&gt; fleet; requests, results, cancellations -&gt; route and track
 * -&gt; executions.&lt;region&gt; | outcomes | unroutable, every decision explained, what cannot be
 * read to dead letters, what is misplaced back to its home partition. Where regions have control
 * planes of their own, what they tell of themselves is part of the fleet, and parts of executions
 * are forwarded to them and come from them (P7).
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
    for (var peer : parts.federation().others()) {
      hear(topology, peer);
    }
    topology
        .addSource("read-requests", bytes(), bytes(), topics.requests().name())
        .addSource("read-results", bytes(), bytes(), topics.results().name())
        .addSource("read-cancellations", bytes(), bytes(), topics.cancellations().name())
        .addProcessor(ROUTE, () -> new RouteAndTrack(parts), sources(topology))
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
    if (parts.federation().isOn()) {
      federate(topology);
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

  /**
   * What passes between control planes (P7): parts that are forwarded, and what returns of them.
   */
  private String[] sources(Topology topology) {
    var sources = new ArrayList<>(List.of("read-requests", "read-results", "read-cancellations"));
    var topics = parts.topics();
    var here = parts.federation().here();
    for (var peer : parts.federation().others()) {
      sources.add(copy(topology, "read-forwarded-", peer, topics.forward(here)));
      sources.add(copy(topology, "read-returned-", peer, topics.returned(here)));
    }
    return sources.toArray(String[]::new);
  }

  private String copy(Topology topology, String name, String peer, TopicSpec original) {
    var copy = parts.topics().copy(peer, original).name();
    topology.addSource(name + peer, bytes(), bytes(), copy);
    return name + peer;
  }

  private void federate(Topology topology) {
    topology.addStateStore(ForwardedStore.builder(), ROUTE);
    for (var peer : parts.federation().others()) {
      write(topology, Sinks.forward(peer), parts.topics().forward(peer));
      write(topology, Sinks.returned(peer), parts.topics().returned(peer));
    }
  }

  /** What a region tells of itself. */
  private void hear(Topology topology, String peer) {
    var original = parts.topics().summaries();
    var copy = parts.topics().copy(peer, original);
    topology.addGlobalStore(
        neverWritten("global-summaries-" + peer),
        "read-summaries-" + peer,
        bytes(),
        bytes(),
        copy.name(),
        "hear-" + peer,
        () -> new HearRegion(peer, original.name(), parts, parts.meters().badState(copy.name())));
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
        neverWritten("global-" + state),
        "read-" + state,
        bytes(),
        bytes(),
        topic.name(),
        "follow-" + state,
        () -> follower(topic, change));
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> neverWritten(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
        .withLoggingDisabled();
  }

  private FollowState follower(TopicSpec topic, ChangeOf change) {
    var changes =
        new StateChanges(
            parts.codecs(),
            parts.config().topics().partitions(),
            parts.fleet().patterns(),
            parts.federation());
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
