package dev.parallax.replicator.view;

import dev.parallax.schemas.TopicSpec;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * patterns of this region and copies of the others' -&gt; merge -&gt; patterns-view; publications
 * of this region and copies of the others' -&gt; agree -&gt; publications, and what is committed to
 * patterns-view and, where it was made, patterns. What cannot be read goes to dead letters.
 *
 * <p>Both share what is known of patterns, so they are one task: what one sees of a name, the other
 * has seen.
 */
public record ViewTopology(ViewParts parts) {
  /** The longest record of any sink, with room for its batch. */
  private static final int MAX_REQUEST_BYTES = 4 << 20;

  /** Streams properties that it needs. */
  public static final Map<String, Object> PROPERTIES =
      Map.of(
          StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);

  private static final String MERGE = "merge-patterns";
  private static final String AGREE = "agree-on-publications";

  /** The topology of the region. */
  public Topology build() {
    var topics = parts.topics();
    var topology = new Topology();
    read(topology, "read-patterns", parts.sources().topics());
    read(
        topology,
        "read-publications",
        Sources.of(topics.publications(), topics, parts.config()).topics());
    topology
        .addProcessor(MERGE, () -> new MergePatterns(parts), "read-patterns")
        .addProcessor(AGREE, () -> new AgreeOnPublications(parts), "read-publications")
        .addStateStore(PatternRows.knownBuilder(), MERGE, AGREE)
        .addStateStore(PatternRows.shownBuilder(), MERGE, AGREE)
        .addStateStore(PublicationRows.factsBuilder(), AGREE)
        .addStateStore(PublicationRows.endedBuilder(), AGREE);
    write(topology, Sinks.VIEW, topics.patternsView(), MERGE, AGREE);
    write(topology, Sinks.DEAD_PATTERNS, topics.deadLetters(), MERGE);
    write(topology, Sinks.PUBLICATIONS, topics.publications(), AGREE);
    write(topology, Sinks.OWN_PATTERNS, topics.patterns(), AGREE);
    write(topology, Sinks.DEAD_PUBLICATIONS, topics.deadLetters(), AGREE);
    return topology;
  }

  private static void read(Topology topology, String source, List<String> topics) {
    topology.addSource(
        source,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topics.toArray(String[]::new));
  }

  private static void write(Topology topology, String sink, TopicSpec topic, String... from) {
    topology.addSink(
        sink, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), from);
  }
}
