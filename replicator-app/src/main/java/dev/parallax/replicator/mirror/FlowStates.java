package dev.parallax.replicator.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ReplicationFlow;
import dev.parallax.schemas.AvroEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the state of every flow to {@code replication-flows}, every two seconds. */
final class FlowStates implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FlowStates.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final KafkaProducer<byte[], byte[]> producer;
  private final AvroEncoder<ReplicationFlow> encoder;
  private final String topic;
  private final List<MirrorFlow> flows;
  private final LongSupplier clock;
  private final Map<String, Double> bytesBefore = new HashMap<>();
  private final ScheduledExecutorService writing =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "flow-states"));
  private volatile boolean written = true;
  private long writtenAt;

  /**
   * @param clock ms since the epoch
   */
  FlowStates(
      Cluster target,
      AvroEncoder<ReplicationFlow> encoder,
      String topic,
      List<MirrorFlow> flows,
      LongSupplier clock) {
    this.producer = target.producer();
    this.encoder = encoder;
    this.topic = topic;
    this.flows = List.copyOf(flows);
    this.clock = clock;
  }

  void start() {
    var unused =
        writing.scheduleAtFixedRate(this::writeAll, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What got out would end the writing, so every kind of it is said here, errors included. */
  private void writeAll() {
    try {
      long now = clock.getAsLong();
      double seconds = writtenAt == 0 ? 0 : (now - writtenAt) / 1_000.0;
      writtenAt = now;
      flows.forEach(flow -> write(state(flow, seconds, now)));
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void write(ReplicationFlow state) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, state.getFlow().getBytes(UTF_8), encoder.encode(state)),
            (metadata, fault) -> {
              if (fault == null) {
                written = true;
              } else {
                failed(fault);
              }
            });
  }

  private void failed(Throwable fault) {
    if (written) {
      LOG.warn("Cannot write the states of the flows to {}: {}", topic, fault.toString());
    }
    written = false;
  }

  private ReplicationFlow state(MirrorFlow flow, double seconds, long now) {
    var standing = flow.standing();
    var sight = flow.sight();
    var name = flow.flow().name();
    double bytes = flow.bytes();
    double before = bytesBefore.getOrDefault(name, bytes);
    bytesBefore.put(name, bytes);
    return ReplicationFlow.newBuilder()
        .setFlow(name)
        .setSource(flow.flow().source())
        .setTarget(flow.flow().target())
        .setState(standing.state())
        .setReason(standing.reason().orElse(null))
        .setLagRecords(sight.lag().map(Lag::records).orElse(null))
        .setLagSeconds(sight.lag().map(Lag::seconds).orElse(null))
        .setBytesPerSecond(seconds > 0 ? Math.max(0, bytes - before) / seconds : 0)
        .setExcluded(flow.excluded())
        .setRestarts(standing.restarts())
        .setTopics(sight.topics())
        .setTopicIds(standing.topicIds())
        .setConfigHash(flow.configHash())
        .setUpdatedAt(now)
        .build();
  }

  /** Writes the last states and ends. */
  @Override
  public void close() {
    writing.shutdown();
    try {
      if (writing.awaitTermination(2L * Cluster.TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
        writeAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofMillis(Cluster.TIMEOUT_MS));
  }
}
