package dev.parallax.benchmarks.peers;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.throughput.AppProcess;
import dev.parallax.benchmarks.throughput.Arena;
import dev.parallax.benchmarks.throughput.Program;
import dev.parallax.benchmarks.throughput.Shape;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RoutingDecision;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeersIT {
  private static final int REQUESTS = 100;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static Run run;

  @BeforeAll
  static void start() throws IOException {
    run = new Run(new Run.Amount(1, 1, List.of()), System.out);
  }

  @AfterAll
  static void stop() {
    run.close();
  }

  static Stream<Program> peers() {
    return Stream.of(
        PeerPrograms.camel("single"),
        PeerPrograms.camel("batch"),
        PeerPrograms.camel("transacted"),
        PeerPrograms.flink("rocksdb"),
        PeerPrograms.flink("hashmap"));
  }

  @ParameterizedTest
  @MethodSource("peers")
  void givesEveryRequestATaskAndADecision(Program peer) throws IOException {
    try (var arena = Arena.open(run, Shape.BASE, Map.of())) {
      arena.writeRequests(0, REQUESTS);
      try (var app = AppProcess.start(arena, peer)) {
        var regions = arena.shape().regionIds().stream().map(arena.topics()::executions).toList();
        var tasks = read(arena, regions, ExecutionTask.class);
        var decisions = read(arena, List.of(arena.topics().decisions()), RoutingDecision.class);

        assertThat(app.isAlive()).isTrue();
        assertThat(tasks.stream().map(ExecutionTask::getExecutionId).collect(toSet()))
            .hasSize(REQUESTS);
        assertThat(tasks).allSatisfy(PeersIT::isForAnAgentOfItsRegion);
        assertThat(decisions.stream().map(RoutingDecision::getExecutionId).collect(toSet()))
            .isEqualTo(tasks.stream().map(ExecutionTask::getExecutionId).collect(toSet()));
        assertThat(decisions)
            .allSatisfy(
                decision -> assertThat(decision.getResult()).isEqualTo(DecisionResult.ROUTED))
            .allSatisfy(decision -> assertThat(decision.getStateOffsets()).isNotEmpty());
      }
    }
  }

  private static void isForAnAgentOfItsRegion(ExecutionTask task) {
    int agent = Integer.parseInt(task.getAgentId().replace("agent-", ""));
    assertThat(task.getRegion())
        .isEqualTo(Shape.BASE.regionIds().get(agent % Shape.BASE.regions()));
  }

  /** What is committed, once there are as many as requests. */
  private static <T extends SpecificRecord> List<T> read(
      Arena arena, List<TopicSpec> topics, Class<T> type) {
    var records = new ArrayList<T>();
    try (var client = SchemaRegistryClient.builder(List.of(arena.registry())).build();
        var consumer = consumer(arena, topics)) {
      var decoder = new AvroCodecs(client).decoder(type);
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(record -> records.add(decoder.decode(record.value())));
                return records.size() >= REQUESTS;
              });
    }
    return records;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Arena arena, List<TopicSpec> topics) {
    var bytes = new ByteArrayDeserializer();
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                arena.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            bytes,
            bytes);
    var partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
