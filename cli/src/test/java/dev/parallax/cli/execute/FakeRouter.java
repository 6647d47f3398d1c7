package dev.parallax.cli.execute;

import dev.parallax.cli.TestCluster;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Answers requests as their pattern says: {@code echo} completes with the input, {@code fail}
 * fails, {@code busy} finds no agent, anything else is unknown.
 */
final class FakeRouter implements AutoCloseable {
  private final TestCluster cluster;
  private final AvroDecoder<ExecutionRequest> decoder;
  private final Thread thread = new Thread(this::run, "fake-router");
  private final Queue<ConsumerRecord<byte[], byte[]>> seen = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  FakeRouter(TestCluster cluster) {
    this.cluster = cluster;
    this.decoder = cluster.codecs().decoder(ExecutionRequest.class);
    thread.start();
  }

  /** Records of the requests so far. */
  List<ConsumerRecord<byte[], byte[]>> seen() {
    return List.copyOf(seen);
  }

  ExecutionRequest request(int index) {
    return cluster.codecs().decoder(ExecutionRequest.class).decode(seen().get(index).value());
  }

  private void run() {
    var properties =
        Map.<String, Object>of(
            "bootstrap.servers",
            cluster.bootstrapServers(),
            "group.id",
            "fake-router-" + UUID.randomUUID(),
            "auto.offset.reset",
            "earliest");
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      consumer.subscribe(List.of(cluster.topics().requests().name()));
      while (!closed) {
        for (var record : consumer.poll(Duration.ofMillis(50))) {
          seen.add(record);
          answer(decoder.decode(record.value()));
        }
      }
    }
  }

  private void answer(ExecutionRequest request) {
    switch (request.getPattern()) {
      case "echo" -> outcome(request, ExecutionStatus.COMPLETED, request.getInput(), null);
      case "fail" -> outcome(request, ExecutionStatus.FAILED, null, "the agent refused");
      case "busy" -> unroutable(request, "NO_ELIGIBLE_AGENT", "no agent has the capabilities");
      default -> unroutable(request, "UNKNOWN_PATTERN", "there is no such pattern");
    }
  }

  private void outcome(
      ExecutionRequest request, ExecutionStatus status, String value, String reason) {
    cluster.put(
        cluster.topics().outcomes(),
        request.getExecutionId(),
        ExecutionOutcome.newBuilder()
            .setExecutionId(request.getExecutionId())
            .setStatus(status)
            .setPattern(request.getPattern())
            .setPatternVersion("1.0.0")
            .setValue(value)
            .setConfidence(value == null ? null : 0.5)
            .setReason(reason)
            .setRegions(List.of("us-east-1"))
            .setAgents(List.of("us-1"))
            .setStartedAt(1_000)
            .setCompletedAt(1_042)
            .setDurationMs(42)
            .build());
  }

  private void unroutable(ExecutionRequest request, String reason, String message) {
    cluster.put(
        cluster.topics().unroutable(),
        request.getExecutionId(),
        UnroutableRequest.newBuilder()
            .setRequest(request)
            .setExecutionId(request.getExecutionId())
            .setReason(reason)
            .setMessage(message)
            .build());
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
