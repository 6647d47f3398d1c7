package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.parallax.schemas.AvroDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything in one topic, from its beginning, read when it is asked for. For one thread. */
final class Tail<T extends SpecificRecord> implements AutoCloseable {
  record Entry<T>(String key, int partition, Map<String, String> headers, T value) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroDecoder<T> decoder;
  private final List<Entry<T>> seen = new ArrayList<>();

  Tail(String bootstrapServers, String topic, AvroDecoder<T> decoder) {
    this.decoder = decoder;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        IntStream.range(0, partitions(topic))
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList());
  }

  /** A broker may tell of no partition yet just after a topic was made. */
  private int partitions(String topic) {
    return await().until(() -> consumer.partitionsFor(topic).size(), count -> count > 0);
  }

  /** All records so far, those of one partition in order. */
  List<Entry<T>> all() {
    consumer.poll(Duration.ofMillis(50)).forEach(record -> seen.add(entry(record)));
    return List.copyOf(seen);
  }

  /** Only the values. */
  List<T> values() {
    return all().stream().map(Entry::value).toList();
  }

  /** The first value that is wanted, once it is there. */
  T awaitValue(Predicate<T> wanted) {
    return awaitEntry(entry -> wanted.test(entry.value())).value();
  }

  Entry<T> awaitEntry(Predicate<Entry<T>> wanted) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> all().stream().filter(wanted).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  private Entry<T> entry(ConsumerRecord<byte[], byte[]> record) {
    var headers = new TreeMap<String, String>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return new Entry<>(
        new String(record.key(), UTF_8),
        record.partition(),
        headers,
        decoder.decode(record.value()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
