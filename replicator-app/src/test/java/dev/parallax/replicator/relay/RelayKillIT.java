package dev.parallax.replicator.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroEncoder;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P4 on a real broker: the process that writes delayed outcomes is killed in the middle, and the
 * router's clock is a minute behind the broker's.
 */
class RelayKillIT {
  private static final int PARTITIONS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** By which the clock of the router that writes the outcomes is behind, ms. */
  private static final long BEHIND_MS = 60_000;

  @TempDir Path directory;
  private final SandboxBroker broker = SharedBroker.get();
  private final String prefix = "relay-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final TopicCatalogue topics = new TopicCatalogue(prefix, PARTITIONS);
  private final List<ConsumerRecord<byte[], byte[]>> written = new ArrayList<>();
  private final Map<String, Long> happened = new HashMap<>();
  private final List<ChildProcess> processes = new ArrayList<>();
  private AvroCodecs codecs;
  private Producer<byte[], byte[]> producer;
  private AvroEncoder<ExecutionOutcome> encoder;
  private Consumer<byte[], byte[]> reader;

  @BeforeEach
  void begin() {
    codecs =
        new AvroCodecs(
            SchemaRegistryClient.builder(List.of(SharedRegistry.get().url()))
                .requestTimeout(Duration.ofSeconds(10))
                .timeBudget(Duration.ofSeconds(30))
                .build());
    broker.createTopics(List.of(topics.outcomes(), topics.delayedOutcomes(), topics.deadLetters()));
    encoder = codecs.encoder(topics.outcomes().name(), ExecutionOutcome.class);
    codecs.encoder(topics.delayedOutcomes().name(), ExecutionOutcome.class).prepare();
    producer = producer();
    reader = reader();
  }

  @AfterEach
  void end() {
    processes.forEach(ChildProcess::kill);
    producer.close();
    reader.close();
  }

  @Test
  void everyOutcomeArrivesOnceInOrderAfterItsDelayAndWithoutBoundValues() {
    int many = 600;
    int first = many / 2;
    var delay = Duration.ofSeconds(2);
    send(0, first);
    var child = start("r-1", delay);
    awaitWritten(first / 10);
    sendPoison();
    send(first, many);
    awaitWritten(first);
    child.kill();
    assertThat(written.size()).as("it was killed in the middle").isLessThan(many);

    start("r-1", delay);
    awaitWritten(many);

    assertAllOnceInOrder(many);
    assertThat(smallestDelay()).isGreaterThanOrEqualTo(delay.toMillis());
    assertValuesOnlyOfFree();
    await().atMost(LIMIT).until(() -> count(topics.deadLetters().name()) == 1);
  }

  @Test
  @Tag("long")
  void anotherProcessGoesOnWithTenThousand() {
    int many = 10_000;
    var delay = Duration.ofSeconds(5);
    var one = start("r-1", delay);
    start("r-2", delay);
    long began = System.nanoTime();
    for (int from = 0; from < many; from += 1_000) {
      send(from, from + 1_000);
      poll();
    }
    awaitWritten(many / 4);
    one.kill();
    int atKill = written.size();
    assertThat(atKill).as("it was killed in the middle").isLessThan(many);
    awaitWritten(many);

    assertAllOnceInOrder(many);
    assertThat(smallestDelay()).isGreaterThanOrEqualTo(delay.toMillis());
    assertValuesOnlyOfFree();
    System.out.printf(
        "%d outcomes, delay %d ms; one of two processes killed after %d; none lost, none doubled;"
            + " smallest delay measured %d ms, largest %d ms; all after %d ms%n",
        many,
        delay.toMillis(),
        atKill,
        smallestDelay(),
        delays().max().orElseThrow(),
        Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  private ChildProcess start(String instance, Duration delay) {
    var child =
        ChildProcess.java(instance, RelayProcess.class.getName())
            .heapMb(96)
            .arguments(instance, broker.bootstrapServers())
            .arguments(SharedRegistry.get().url().toString(), prefix)
            .arguments(Integer.toString(PARTITIONS), Long.toString(delay.toMillis()))
            .start(directory.resolve(instance + "-" + processes.size() + ".log"));
    processes.add(child);
    child.awaitLine("writing outcomes", LIMIT);
    return child;
  }

  private void send(int from, int to) {
    for (int i = from; i < to; i++) {
      long now = System.currentTimeMillis();
      happened.put(id(i), now);
      var outcome = Outcomes.of(id(i), bound(i), now - BEHIND_MS);
      send(i % PARTITIONS, id(i), encoder.encode(outcome), now - BEHIND_MS);
    }
    producer.flush();
  }

  private void sendPoison() {
    send(0, "poison", "garbage".getBytes(UTF_8), System.currentTimeMillis());
    producer.flush();
  }

  private void send(int partition, String id, byte[] value, long at) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topics.outcomes().name(), partition, at, id.getBytes(UTF_8), value));
  }

  private static String id(int i) {
    return "e-%05d".formatted(i);
  }

  private static Boolean bound(int i) {
    return i % 7 == 0 ? null : Boolean.valueOf(i % 2 == 0);
  }

  private void awaitWritten(int many) {
    await()
        .atMost(LIMIT)
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              poll();
              return written.size() >= many;
            });
  }

  private void poll() {
    reader.poll(Duration.ofMillis(50)).forEach(written::add);
  }

  private void assertAllOnceInOrder(int many) {
    var byPartition = new HashMap<Integer, List<String>>();
    written.forEach(
        record ->
            byPartition
                .computeIfAbsent(record.partition(), unused -> new ArrayList<>())
                .add(new String(record.key(), UTF_8)));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int number = partition;
      assertThat(byPartition.get(partition))
          .containsExactlyElementsOf(
              IntStream.range(0, many)
                  .filter(i -> i % PARTITIONS == number)
                  .mapToObj(RelayKillIT::id)
                  .toList());
    }
  }

  private long smallestDelay() {
    return delays().min().orElseThrow();
  }

  /** By the broker's time of the record in its destination. */
  private LongStream delays() {
    return written.stream()
        .mapToLong(record -> record.timestamp() - happened.get(new String(record.key(), UTF_8)));
  }

  private void assertValuesOnlyOfFree() {
    var decoder = codecs.decoder(ExecutionOutcome.class);
    assertThat(written)
        .allSatisfy(
            record -> {
              var free = Boolean.FALSE.equals(decoder.decode(record.value()).getBound());
              assertThat(new String(record.value(), UTF_8).contains(Outcomes.SECRET))
                  .isEqualTo(free);
            });
  }

  private long count(String topic) {
    var partitions =
        IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
    // The marker that ends a transaction has an offset, too.
    return reader.endOffsets(partitions).values().stream().filter(end -> end > 0).count();
  }

  private Producer<byte[], byte[]> producer() {
    var properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Consumer<byte[], byte[]> reader() {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest"));
    var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        IntStream.range(0, PARTITIONS)
            .mapToObj(p -> new TopicPartition(topics.delayedOutcomes().name(), p))
            .toList());
    return consumer;
  }
}
