package dev.parallax.cli.orders;

import dev.parallax.cli.TestCluster;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionState;
import dev.parallax.schemas.AvroDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Answers commands as a test says, and shows the epoch of each answer in the regions topic. */
final class FakeHealthApp implements AutoCloseable {
  private final TestCluster cluster;
  private final Function<RegionCommand, List<FailoverEvent.Builder>> answers;
  private final AvroDecoder<RegionCommand> decoder;
  private final Thread thread = new Thread(this::run, "fake-health-app");
  private final Queue<RegionCommand> seen = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  FakeHealthApp(TestCluster cluster, Function<RegionCommand, List<FailoverEvent.Builder>> answers) {
    this.cluster = cluster;
    this.answers = answers;
    this.decoder = cluster.codecs().decoder(RegionCommand.class);
    thread.start();
  }

  /** An event without a cause. */
  static FailoverEvent.Builder event(FailoverKind kind, long epoch, String from, String to) {
    return FailoverEvent.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setEpoch(epoch)
        .setKind(kind)
        .setFrom(from)
        .setTo(to)
        .setCause("ordered")
        .setAt(1_700_000_000_000L);
  }

  /** Commands so far. */
  List<RegionCommand> seen() {
    return List.copyOf(seen);
  }

  private void run() {
    var properties =
        Map.<String, Object>of(
            "bootstrap.servers",
            cluster.bootstrapServers(),
            "group.id",
            "fake-health-app-" + UUID.randomUUID(),
            "auto.offset.reset",
            "earliest");
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      consumer.subscribe(List.of(cluster.topics().commands().name()));
      while (!closed) {
        for (var record : consumer.poll(Duration.ofMillis(50))) {
          var command = decoder.decode(record.value());
          seen.add(command);
          answers.apply(command).forEach(event -> answer(command, event));
        }
      }
    }
  }

  private void answer(RegionCommand command, FailoverEvent.Builder answer) {
    var event = answer.setCommand(command.getId()).setBy(command.getBy()).build();
    var region = event.getTo() == null ? event.getFrom() : event.getTo();
    cluster.put(cluster.topics().failovers(), region, event);
    cluster.put(
        cluster.topics().regions(),
        region,
        RegionState.newBuilder()
            .setRegion(region)
            .setHealth(Health.HEALTHY)
            .setPinned(event.getKind() == FailoverKind.FAILOVER)
            .setEpoch(event.getEpoch())
            .setSince(event.getAt())
            .setUpdatedAt(System.currentTimeMillis())
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
