package dev.parallax.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.events.AgentState;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.StateOffset;
import dev.parallax.runtime.mapping.FleetChanges;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Agents, regions and patterns as their topics say, followed by a thread of its own as long as this
 * is open. What was on the topics before is known as soon as this is made.
 */
final class LiveFleet implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Peer peer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroDecoder<AgentState> agents;
  private final AvroDecoder<RegionState> regions;
  private final AvroDecoder<PatternDefinition> patterns;
  private final Map<String, StateOffset> seen = new TreeMap<>();
  private final Thread follower = new Thread(this::follow, "fleet");
  private volatile View view = new View(Fleet.empty(), List.of());

  /**
   * What a decision sees.
   *
   * @param fleet the snapshot
   * @param offsets what it was made from (R18)
   */
  record View(Fleet fleet, List<StateOffset> offsets) {}

  private LiveFleet(Peer peer, AvroCodecs codecs) {
    this.peer = peer;
    this.agents = codecs.decoder(AgentState.class);
    this.regions = codecs.decoder(RegionState.class);
    this.patterns = codecs.decoder(PatternDefinition.class);
    var bytes = new ByteArrayDeserializer();
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                peer.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            bytes,
            bytes);
  }

  /** Reads the topics to their end, and goes on. */
  static LiveFleet open(Peer peer, AvroCodecs codecs) {
    var fleet = new LiveFleet(peer, codecs);
    fleet.readToEnd();
    fleet.follower.setDaemon(true);
    fleet.follower.start();
    return fleet;
  }

  View view() {
    return view;
  }

  private void readToEnd() {
    var topics = peer.topics();
    var partitions =
        Stream.of(topics.regions(), topics.patterns(), topics.agents())
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      read();
    }
  }

  private void follow() {
    try {
      while (true) {
        read();
      }
    } catch (WakeupException closing) {
      consumer.close();
    }
  }

  private void read() {
    var records = consumer.poll(POLL);
    if (records.isEmpty()) {
      return;
    }
    var fleet = view.fleet();
    for (var record : records) {
      fleet = change(record).apply(fleet);
      var place = new StateOffset(record.topic(), record.partition(), record.offset() + 1);
      seen.put(record.topic() + "-" + record.partition(), place);
    }
    view = new View(fleet, List.copyOf(seen.values()));
  }

  private UnaryOperator<Fleet> change(ConsumerRecord<byte[], byte[]> record) {
    var id = new String(record.key(), UTF_8);
    var value = Optional.ofNullable(record.value());
    var topics = peer.topics();
    if (record.topic().equals(topics.agents().name())) {
      int partitions = peer.config().topics().partitions();
      return FleetChanges.ofAgent(id, value.map(agents::decode), partitions);
    }
    return record.topic().equals(topics.regions().name())
        ? FleetChanges.ofRegion(id, value.map(regions::decode))
        : FleetChanges.ofPattern(id, value.map(patterns::decode));
  }

  @Override
  public void close() {
    consumer.wakeup();
  }
}
