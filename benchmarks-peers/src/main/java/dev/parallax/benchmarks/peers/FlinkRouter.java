package dev.parallax.benchmarks.peers;

import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The router's way from a request to its task as a job of Apache Flink: requests, by execution
 * -&gt; answer, with an entry of state for each -&gt; tasks and decisions, exactly once.
 */
public final class FlinkRouter {
  private static final int PARALLELISM = 2;
  private static final String OPTION = "flink.";

  private FlinkRouter() {}

  /**
   * Runs until it is told to end. A system property {@code flink.KEY} sets the option KEY of Flink.
   *
   * @throws Exception if the job fails
   */
  public static void main(String... args) throws Exception {
    var config = Peer.path("--config", args);
    var options = options(Peer.path("--state-dir", args).toAbsolutePath());
    var flink = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, options);
    var peer = Peer.of(config);
    flink
        .fromSource(requests(peer), WatermarkStrategy.noWatermarks(), "read-requests")
        .keyBy(request -> request.f0)
        .process(new AnswerKeyed(config.toString()))
        .returns(WriteAnswers.TYPE)
        .sinkTo(sink(peer));
    flink.execute("router");
  }

  private static Configuration options(Path directory) throws IOException {
    var checkpoints = directory.resolve("checkpoints");
    var options =
        new TreeMap<>(
            Map.of(
                "execution.checkpointing.interval", "100 ms",
                "execution.checkpointing.mode", "EXACTLY_ONCE",
                "execution.checkpointing.storage", "filesystem",
                "execution.checkpointing.dir", checkpoints.toUri().toString(),
                "execution.checkpointing.externalized-checkpoint-retention",
                    "RETAIN_ON_CANCELLATION",
                "execution.checkpointing.incremental", "true",
                "state.backend.type", "rocksdb",
                "state.backend.rocksdb.localdir", directory.resolve("rocksdb").toString(),
                "pipeline.object-reuse", "true",
                "pipeline.generic-types", "false"));
    Checkpoints.last(checkpoints)
        .ifPresent(last -> options.put("execution.state-recovery.path", last.toUri().toString()));
    for (var name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(OPTION)) {
        options.put(name.substring(OPTION.length()), System.getProperty(name));
      }
    }
    return Configuration.fromMap(options);
  }

  private static KafkaSource<Tuple5<String, byte[], Integer, Long, Long>> requests(Peer peer) {
    return KafkaSource.<Tuple5<String, byte[], Integer, Long, Long>>builder()
        .setBootstrapServers(peer.bootstrapServers())
        .setTopics(peer.topics().requests().name())
        .setGroupId(peer.group("flink"))
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new ReadRequests())
        .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000")
        .build();
  }

  private static List<String> written(Peer peer) {
    var decisions = Stream.of(peer.topics().decisions());
    var tasks = peer.config().regionIds().stream().map(peer.topics()::executions);
    return Stream.concat(decisions, tasks).map(TopicSpec::name).toList();
  }

  private static KafkaSink<Tuple4<String, Integer, byte[], byte[]>> sink(Peer peer) {
    return KafkaSink.<Tuple4<String, Integer, byte[], byte[]>>builder()
        .setBootstrapServers(peer.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(peer.group("flink"))
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setRecordSerializer(new WriteAnswers(written(peer)))
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, "5")
        .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "131072")
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
        .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "60000")
        .build();
  }
}
