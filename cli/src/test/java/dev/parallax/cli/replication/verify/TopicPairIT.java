package dev.parallax.cli.replication.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.TestCluster;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ReadingProgress;
import dev.parallax.cli.replication.verify.Difference.Kind;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of a topic and its copy is read, on a real broker. */
class TopicPairIT {
  private static final int RECORDS = 300;
  private static final long FIRST_MS = 1_700_000_000_000L;

  @TempDir private Path directory;
  private TestCluster cluster;
  private final String topic = "pair-" + UUID.randomUUID();

  @BeforeEach
  void fill() {
    cluster = new TestCluster(directory, "us-east-1");
    SharedBroker.get().createTopics(List.of(spec(source()), spec(copy())));
    write(source(), number -> "value-" + number);
    write(copy(), number -> number == 5 || number == 290 ? "another" : "value-" + number);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void findsTheFirstDifferenceWhenAllIsRead() {
    try (var pair = pair(Optional.empty())) {
      assertThat(differences(pair, false)).containsExactly(other("record 6", "key-5"));
      assertThat(pair.records()).isEqualTo(RECORDS);
    }
  }

  @Test
  void readsOfASampleNoMoreThanTheNewestRecords() {
    try (var pair = pair(Optional.of(20))) {
      assertThat(differences(pair, true)).containsExactly(other("record 11", "key-290"));
      assertThat(pair.records()).isEqualTo(20);
    }
    try (var pair = pair(Optional.of(5))) {
      assertThat(differences(pair, true)).isEmpty();
      assertThat(pair.records()).isEqualTo(5);
    }
  }

  private static Difference other(String record, String key) {
    return new Difference(Kind.OTHER_VALUE, record + " of partition 0 (key " + key + ")");
  }

  private static List<Difference> differences(TopicPair pair, boolean sampled) {
    var comparison = new Comparison(key -> false, sampled);
    return pair.differences(comparison, Duration.ZERO, pause -> false);
  }

  private TopicPair pair(Optional<Integer> newest) {
    Connection connection = cluster.connection();
    AvroCodecs codecs = cluster.codecs();
    return new TopicPair(
        new TopicPair.Side(connection, source()),
        new TopicPair.Side(connection, copy()),
        codecs,
        false,
        newest,
        new ReadingProgress(topic, line -> {}));
  }

  private String source() {
    return topic;
  }

  private String copy() {
    return "us-east-1.mirror." + topic;
  }

  private static TopicSpec spec(String name) {
    return new TopicSpec(name, Optional.empty(), 1, Map.of("retention.ms", "-1"), "");
  }

  private static void write(String name, IntFunction<String> value) {
    var properties =
        Map.<String, Object>of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedBroker.get().bootstrapServers());
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      for (int number = 0; number < RECORDS; number++) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    name,
                    0,
                    FIRST_MS + number,
                    ("key-" + number).getBytes(UTF_8),
                    value.apply(number).getBytes(UTF_8)));
      }
    }
  }
}
