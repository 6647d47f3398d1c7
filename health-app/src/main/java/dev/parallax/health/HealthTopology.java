package dev.parallax.health;

import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
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
 *
 * <p>Where each region has a control plane of its own, the judge reads besides what the others
 * tell, say in the agreement and were ordered, one partition each, and writes what this one tells
 * and says (F8).
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
        .addProcessor(JUDGE, this::judge, evidence(topology))
        .addStateStore(RegionStore.builder(), JUDGE)
        .addStateStore(FailoverStore.builder(), JUDGE);
    if (parts.config().isFederated()) {
      topology.addStateStore(AgreementStore.builder(), JUDGE);
      write(topology, Sinks.SUMMARIES, topics.summaries(), JUDGE);
      write(topology, Sinks.BALLOTS, topics.ballots(), JUDGE);
    }
    write(topology, Sinks.REGIONS, topics.regions(), JUDGE);
    write(topology, Sinks.FAILOVERS, topics.failovers(), JUDGE);
    write(topology, Sinks.DEAD_EVIDENCE, topics.deadLetters(), JUDGE);
    return topology;
  }

  private Processor<byte[], byte[], byte[], byte[]> judge() {
    return parts.config().isFederated() ? new JudgeTogether(parts) : new JudgeRegions(parts);
  }

  /** Names of the sources that the judge reads; adds those of what other regions tell. */
  private String[] evidence(Topology topology) {
    var sources = new ArrayList<>(List.of("read-probes", "read-traffic", "read-commands"));
    for (var copy : PeerTopics.of(parts).copies()) {
      var source = "read-" + copy.kind().text() + "-of-" + copy.peer();
      topology.addSource(source, bytes(), bytes(), copy.topic());
      sources.add(source);
    }
    return sources.toArray(String[]::new);
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
