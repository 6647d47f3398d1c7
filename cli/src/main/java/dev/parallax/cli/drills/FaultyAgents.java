package dev.parallax.cli.drills;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import dev.parallax.events.TaskResult;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Agents of one region that agree on one value, but for their faults. They speak to Kafka
 * themselves: the Java client neither answers twice nor keeps silent.
 */
final class FaultyAgents implements AutoCloseable {
  static final String CAPABILITY = "drill";
  static final String ANSWER = "7";
  static final String ERROR = "out of order";

  private static final int AGENTS = 4;
  private static final int MAX_CONCURRENCY = 10_000;
  private static final double CONFIDENCE = 0.8;
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Connection connection;
  private final String region;
  private final AvroCodecs codecs;
  private final Map<Fault, AtomicLong> done = new EnumMap<>(Fault.class);
  private final Thread thread;
  private volatile boolean leaving;
  private volatile Exception failure;
  private KafkaProducer<byte[], byte[]> producer;
  private long beatAt;

  private FaultyAgents(Connection connection, String region, AvroCodecs codecs) {
    this.connection = connection;
    this.region = region;
    this.codecs = codecs;
    this.thread = new Thread(this::run, "faulty-agents-" + region);
    thread.setDaemon(true);
    for (var fault : Fault.values()) {
      done.put(fault, new AtomicLong());
    }
  }

  /**
   * Starts them.
   *
   * @param connection as from their region
   */
  static FaultyAgents start(Connection connection, String region, AvroCodecs codecs) {
    var agents = new FaultyAgents(connection, region, codecs);
    agents.thread.start();
    return agents;
  }

  /** Their ids. */
  static List<String> ids(String region) {
    return IntStream.range(0, AGENTS).mapToObj(i -> "drill-" + region + "-" + i).toList();
  }

  /** Tasks that they treated so. */
  long tasks(Fault fault) {
    return done.get(fault).get();
  }

  /** Why they ended; absent while they work. */
  Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  private void run() {
    try (var consumer = consumer();
        var opened = producer()) {
      producer = opened;
      work(consumer);
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  private void work(KafkaConsumer<byte[], byte[]> consumer) {
    var topics = connection.catalogue();
    var topic = topics.executions(region).name();
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    var tasks = codecs.decoder(ExecutionTask.class);
    var heartbeats = codecs.encoder(topics.heartbeats().name(), AgentHeartbeat.class);
    var results = codecs.encoder(topics.results().name(), TaskResult.class);
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    var incarnation = UUID.randomUUID().toString();
    while (!leaving) {
      beatIfDue(heartbeats, incarnation, partitions.size());
      for (var record : consumer.poll(POLL)) {
        var task = tasks.decode(record.value());
        if (task.getKind() == TaskKind.EXECUTE && ids(region).contains(task.getAgentId())) {
          answer(task, results);
        }
      }
    }
  }

  private void beatIfDue(AvroEncoder<AgentHeartbeat> encoder, String incarnation, int partitions) {
    long now = System.nanoTime();
    if (beatAt != 0 && now - beatAt < HEARTBEAT.toNanos()) {
      return;
    }
    beatAt = now;
    var ids = ids(region);
    for (int i = 0; i < ids.size(); i++) {
      var beat =
          AgentHeartbeat.newBuilder()
              .setAgentId(ids.get(i))
              .setIncarnation(incarnation)
              .setPartition(i % partitions)
              .setRegion(region)
              .setCapabilities(List.of(CAPABILITY))
              .setMaxConcurrency(MAX_CONCURRENCY)
              .setSentAt(Clock.systemUTC().millis())
              .build();
      send(connection.catalogue().heartbeats().name(), ids.get(i), beat, encoder);
    }
  }

  private void answer(ExecutionTask task, AvroEncoder<TaskResult> encoder) {
    var fault = Fault.of(task.getExecutionId(), task.getSlot(), task.getAttempt());
    done.get(fault).incrementAndGet();
    int times =
        switch (fault) {
          case NONE, FAILS -> 1;
          case ANSWERS_TWICE -> 2;
          case NEVER_ANSWERS -> 0;
        };
    var result = result(task, fault);
    for (int i = 0; i < times; i++) {
      send(connection.catalogue().results().name(), task.getExecutionId(), result, encoder);
    }
  }

  private static TaskResult result(ExecutionTask task, Fault fault) {
    boolean fails = fault == Fault.FAILS;
    return TaskResult.newBuilder()
        .setExecutionId(task.getExecutionId())
        .setSlot(task.getSlot())
        .setAttempt(task.getAttempt())
        .setAgentId(task.getAgentId())
        .setRegion(task.getRegion())
        .setValue(fails ? null : ANSWER)
        .setConfidence(fails ? 0 : CONFIDENCE)
        .setError(fails ? ERROR : null)
        .build();
  }

  private <T extends SpecificRecord> void send(
      String topic, String key, T value, AvroEncoder<T> encoder) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(UTF_8), encoder.encode(value)),
            (metadata, fault) -> {
              if (fault != null) {
                failure = fault;
              }
            });
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    var properties = connection.clientProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(properties, bytes, bytes);
  }

  private KafkaProducer<byte[], byte[]> producer() {
    var properties = connection.clientProperties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    var bytes = new ByteArraySerializer();
    return new KafkaProducer<>(properties, bytes, bytes);
  }

  @Override
  public void close() {
    leaving = true;
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
