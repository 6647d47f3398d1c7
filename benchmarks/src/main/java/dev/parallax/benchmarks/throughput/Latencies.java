package dev.parallax.benchmarks.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long requests took from when they were due to be sent until their task could be read as
 * committed. A sender that falls behind makes them longer, not fewer.
 */
final class Latencies {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /** In nanoseconds. */
  private final long[] sorted;

  private Latencies(long[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Sends requests at a steady rate, the first ones to warm up, and follows all of them.
   *
   * @param perSecond requests
   * @param warmUp requests that do not count
   * @param counted requests that do
   * @throws IllegalStateException if a task is missing a minute after the last request
   */
  static Latencies measure(Arena arena, double perSecond, int warmUp, int counted)
      throws InterruptedException {
    var took = new long[warmUp + counted];
    try (var client = SchemaRegistryClient.builder(List.of(arena.registry())).build();
        var consumer = Measured.consumer(arena)) {
      var codecs = new AvroCodecs(client);
      // First: with it Avro trusts the classes of all events.
      codecs.encoder(arena.topics().requests().name(), ExecutionRequest.class).prepare();
      long start = System.nanoTime();
      var sender = new Thread(() -> send(arena, codecs, start, perSecond, took.length), "requests");
      sender.start();
      read(consumer, arena, codecs, took, start, perSecond);
      sender.join();
    }
    var sorted = Arrays.copyOfRange(took, warmUp, took.length);
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  /** When a request is due to be sent. */
  private static long due(long start, double perSecond, int number) {
    return start + (long) (number * 1e9 / perSecond);
  }

  private static void send(
      Arena arena, AvroCodecs codecs, long start, double perSecond, int count) {
    var bytes = new ByteArraySerializer();
    var topic = arena.topics().requests().name();
    var encoder = codecs.encoder(topic, ExecutionRequest.class);
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            arena.broker().bootstrapServers(),
            ProducerConfig.LINGER_MS_CONFIG,
            1);
    try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      for (int i = 0; i < count; i++) {
        while (System.nanoTime() < due(start, perSecond, i)) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
        var request = StateRecords.request(i);
        var key = request.getExecutionId().getBytes(UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, key, encoder.encode(request)));
      }
      producer.flush();
    }
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Arena arena,
      AvroCodecs codecs,
      long[] took,
      long start,
      double perSecond) {
    Measured.assign(consumer, arena.topics().executions(Arena.REGION).name());
    var decoder = codecs.decoder(ExecutionTask.class);
    long end = due(start, perSecond, took.length) + LIMIT.toNanos();
    for (int seen = 0; seen < took.length; ) {
      for (var record : consumer.poll(POLL)) {
        int number = StateRecords.number(decoder.decode(record.value()).getExecutionId());
        took[number] = System.nanoTime() - due(start, perSecond, number);
        seen++;
      }
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("%d tasks of %d only".formatted(seen, took.length));
      }
    }
  }

  /** In milliseconds; {@code share} of the requests took no longer. */
  double millis(double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
  }
}
