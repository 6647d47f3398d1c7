package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.fleet.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the state topics to their end, once. */
final class PlainFleet {
  private static final Duration POLL = Duration.ofMillis(100);

  private final RouterParts parts;
  private final StateChanges changes;

  private PlainFleet(RouterParts parts) {
    this.parts = parts;
    this.changes =
        new StateChanges(
            parts.codecs(),
            parts.config().topics().partitions(),
            parts.fleet().patterns(),
            parts.federation());
  }

  /** Into the fleet of these parts. */
  static void read(RouterParts parts, PlainClients clients) {
    var fleet = new PlainFleet(parts);
    try (var consumer = clients.consumer()) {
      var topics = parts.topics();
      var partitions = new ArrayList<TopicPartition>();
      for (var topic :
          new String[] {
            topics.regions().name(), topics.patterns().name(), topics.agents().name()
          }) {
        consumer
            .partitionsFor(topic)
            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = new HashMap<>(consumer.endOffsets(partitions));
      while (!ends.isEmpty()) {
        consumer.poll(POLL).forEach(fleet::apply);
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      }
    }
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    var key = new String(record.key(), UTF_8);
    parts.fleet().apply(change(record, key), record.topic(), record.partition(), record.offset());
  }

  private UnaryOperator<Fleet> change(ConsumerRecord<byte[], byte[]> record, String key) {
    var topics = parts.topics();
    if (record.topic().equals(topics.agents().name())) {
      return changes.ofAgent(key, record.value());
    }
    return record.topic().equals(topics.regions().name())
        ? changes.ofRegion(key, record.value())
        : changes.ofPattern(key, record.value());
  }
}
