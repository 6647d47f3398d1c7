package dev.parallax.replicator.view;

import dev.parallax.schemas.TopicSpec;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * patterns of this region and copies of the others' -&gt; merge -&gt; patterns-view; what cannot be
 * read goes to dead letters.
 */
public record ViewTopology(ViewParts parts) {
  private static final String MERGE = "merge-patterns";

  /** The topology of the region. */
  public Topology build() {
    var topics = parts.topics();
    var topology = new Topology();
    topology.addSource(
        "read-patterns",
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        parts.sources().topics().toArray(String[]::new));
    topology
        .addProcessor(MERGE, () -> new MergePatterns(parts), "read-patterns")
        .addStateStore(PatternRows.knownBuilder(), MERGE)
        .addStateStore(PatternRows.shownBuilder(), MERGE);
    write(topology, Sinks.VIEW, topics.patternsView());
    write(topology, Sinks.DEAD_PATTERNS, topics.deadLetters());
    return topology;
  }

  private static void write(Topology topology, String sink, TopicSpec topic) {
    topology.addSink(
        sink, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), MERGE);
  }
}
