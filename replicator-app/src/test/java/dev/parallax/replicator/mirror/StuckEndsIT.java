package dev.parallax.replicator.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.core.config.Kafka;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction that is left open, on a real broker. */
class StuckEndsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String topic = "stuck-" + UUID.randomUUID();
  private final TopicPartition partition = new TopicPartition(topic, 0);
  private final AtomicLong nanos = new AtomicLong(-5);
  private final StuckEnds stuck = new StuckEnds(PATIENCE, nanos::get);
  private Admin admin;
  private KafkaConsumer<byte[], byte[]> committed;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void beginTransaction() {
    SharedBroker.get()
        .createTopics(List.of(new TopicSpec(topic, Optional.empty(), 1, Map.of(), "for a test")));
    var cluster = new Cluster("eu", new Kafka(SharedBroker.get().bootstrapServers(), Map.of()));
    admin = cluster.admin();
    committed = cluster.consumer();
    producer = producer(cluster);
    producer.initTransactions();
    producer.beginTransaction();
    send();
    send();
  }

  @AfterEach
  void close() {
    producer.close(Duration.ZERO);
    committed.close();
    admin.close();
  }

  @Test
  void oneThatIsOpenForLongIsTold() {
    assertThat(lookAfter(Duration.ZERO)).isEmpty();
    assertThat(lookAfter(PATIENCE)).isEmpty();

    assertThat(lookAfter(Duration.ofSeconds(15)))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("2 records of " + topic + "-0 wait since 75 s for a transaction")
                    .contains("kafka-transactions.sh find-hanging"));
  }

  @Test
  void oneThatEndsIsNot() {
    assertThat(lookAfter(Duration.ZERO)).isEmpty();
    commit();

    assertThat(lookAfter(PATIENCE.plusSeconds(1))).isEmpty();
  }

  @Test
  void manyShortOnesAreNot() {
    for (int i = 0; i < 3; i++) {
      assertThat(lookAfter(Duration.ofSeconds(50))).isEmpty();
      commit();
      producer.beginTransaction();
      send();
    }
  }

  private Optional<String> lookAfter(Duration time) {
    nanos.addAndGet(time.toNanos());
    return stuck.look(admin, Map.of(partition, end()));
  }

  /** The broker says so before the mark is written which moves the committed end. */
  private void commit() {
    long before = end();
    producer.commitTransaction();
    await().atMost(PATIENCE).until(() -> end() > before);
  }

  private long end() {
    committed.assign(Set.of(partition));
    return committed.endOffsets(Set.of(partition)).get(partition);
  }

  private void send() {
    var unused = producer.send(new ProducerRecord<>(topic, "value".getBytes(UTF_8)));
    producer.flush();
  }

  private static KafkaProducer<byte[], byte[]> producer(Cluster cluster) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            cluster.kafka().bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "stuck-" + UUID.randomUUID()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
