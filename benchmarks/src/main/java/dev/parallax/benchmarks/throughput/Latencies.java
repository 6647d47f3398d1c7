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
import java.util.function.LongUnaryOperator;
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
   * Sends requests to warm the router up, as fast as it goes, and when it has done them all, others
   * at a steady rate.
   *
   * @param perSecond requests that count, per second
   * @param warmUp requests that do not count
   * @param counted requests that do
   * @throws IllegalStateException if tasks are missing a minute after the last request was due
   */
  static Latencies measure(Arena arena, double perSecond, int warmUp, int counted)
      throws InterruptedException {
    try (var client = SchemaRegistryClient.builder(List.of(arena.registry())).build();
        var consumer = Measured.consumer(arena)) {
      var codecs = new AvroCodecs(client);
      // First: with it Avro trusts the classes of all events.
      codecs.encoder(arena.topics().requests().name(), ExecutionRequest.class).prepare();
      Measured.assign(consumer, arena.topics().executions(Arena.REGION).name());
      send(arena, codecs, 0, warmUp, unused -> 0);
      read(consumer, codecs, 0, warmUp, unused -> System.nanoTime());
      long start = System.nanoTime();
      LongUnaryOperator due = number -> start + (long) ((number - warmUp) * 1e9 / perSecond);
      var sender = new Thread(() -> send(arena, codecs, warmUp, warmUp + counted, due), "requests");
      sender.start();
      var took = read(consumer, codecs, warmUp, warmUp + counted, due);
      sender.join();
      Arrays.sort(took);
      return new Latencies(took);
    }
  }

  private static void send(
      Arena arena, AvroCodecs codecs, int from, int to, LongUnaryOperator due) {
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
      for (int i = from; i < to; i++) {
        while (System.nanoTime() < due.applyAsLong(i)) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
        var request = StateRecords.request(i);
        var key = request.getExecutionId().getBytes(UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, key, encoder.encode(request)));
      }
      producer.flush();
    }
  }

  /** How long after it was due each request's task was read, in nanoseconds. */
  private static long[] read(
      KafkaConsumer<byte[], byte[]> consumer,
      AvroCodecs codecs,
      int from,
      int to,
      LongUnaryOperator due) {
    var took = new long[to - from];
    var decoder = codecs.decoder(ExecutionTask.class);
    long end = due.applyAsLong(to) + LIMIT.toNanos();
    for (int seen = 0; seen < took.length; ) {
      for (var record : consumer.poll(POLL)) {
        int number = StateRecords.number(decoder.decode(record.value()).getExecutionId());
        took[number - from] = System.nanoTime() - due.applyAsLong(number);
        seen++;
      }
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("%d tasks of %d only".formatted(seen, took.length));
      }
    }
    return took;
  }

  /** In milliseconds; {@code share} of the requests took no longer. */
  double millis(double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
  }
}
