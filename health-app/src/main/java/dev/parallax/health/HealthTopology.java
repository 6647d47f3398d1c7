package dev.parallax.health;

import dev.parallax.schemas.TopicSpec;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * heartbeats -&gt; track agents -&gt; agents; agents -&gt; count; probes, traffic, commands and the
 * counts -&gt; judge regions -&gt; regions and failovers. What cannot be read goes to dead letters.
 *
 * <p>Two invariants:
 *
 * <ul>
 *   <li>(a) No node is shared by the two halves, so each has a dead-letter sink of its own. A
 *       shared one would make them one sub-topology, with a judge for every partition of
 *       heartbeats.
 *   <li>(b) The judge is the only writer of regions, because probes, traffic and commands have one
 *       partition each. The agents have many, so their counts reach it by a global store of what
 *       was published: the same agents that the routers see, complete before the first judgement,
 *       and without an internal topic whose partition count would be a second one to keep right.
 * </ul>
 */
record HealthTopology(HealthParts parts) {
  private static final String TRACK = "track-agents";
  private static final String JUDGE = "judge-regions";

  Topology build() {
    var topics = parts.topics();
    var topology = new Topology();
    countAgents(topology, topics.agents());
    topology
        .addSource("read-heartbeats", bytes(), bytes(), topics.heartbeats().name())
        .addProcessor(TRACK, () -> new TrackAgents(parts), "read-heartbeats")
        .addStateStore(RegistrationStore.builder(), TRACK);
    write(topology, Sinks.AGENTS, topics.agents(), TRACK);
    write(topology, Sinks.HEARTBEATS_HOME, topics.heartbeats(), TRACK);
    write(topology, Sinks.DEAD_HEARTBEATS, topics.deadLetters(), TRACK);
    topology
        .addSource("read-probes", bytes(), bytes(), topics.probes().name())
        .addSource("read-traffic", bytes(), bytes(), topics.traffic().name())
        .addSource("read-commands", bytes(), bytes(), topics.commands().name())
        .addProcessor(
            JUDGE, () -> new JudgeRegions(parts), "read-probes", "read-traffic", "read-commands")
        .addStateStore(RegionStore.builder(), JUDGE)
        .addStateStore(FailoverStore.builder(), JUDGE);
    write(topology, Sinks.REGIONS, topics.regions(), JUDGE);
    write(topology, Sinks.FAILOVERS, topics.failovers(), JUDGE);
    write(topology, Sinks.DEAD_EVIDENCE, topics.deadLetters(), JUDGE);
    return topology;
  }

  /**
   * In memory, and never written by its processor: so every start reads the whole topic through the
   * processor, which is how the census comes to be.
   */
  private void countAgents(Topology topology, TopicSpec agents) {
    topology.addGlobalStore(
        neverWritten("global-agents"),
        "read-agents",
        bytes(),
        bytes(),
        agents.name(),
        "count-agents",
        () -> new CountAgents(parts));
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> neverWritten(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
        .withLoggingDisabled();
  }

  private static void write(Topology topology, String sink, TopicSpec topic, String from) {
    topology.addSink(
        sink, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), from);
  }

  private static ByteArrayDeserializer bytes() {
    return new ByteArrayDeserializer();
  }
}
