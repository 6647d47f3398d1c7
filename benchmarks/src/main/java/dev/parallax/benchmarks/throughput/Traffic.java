package dev.parallax.benchmarks.throughput;

import dev.parallax.events.ExecutionTask;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.SchemaRegistryClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends requests to a running app and reads its tasks, both in this process. For one thread. */
final class Traffic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** How many requests without a task a sender has that sends as fast as it goes. */
  private static final int WINDOW = 20_000;

  private final Arena arena;
  private final SchemaRegistryClient client;
  private final AvroDecoder<ExecutionTask> decoder;
  private final Committed tasks;
  private int sent;

  Traffic(Arena arena) {
    this.arena = arena;
    this.client = arena.registryClient();
    this.decoder = arena.codecs(client).decoder(ExecutionTask.class);
    this.tasks = Committed.of(arena, arena.taskTopics(), POLL);
  }

  /** Sends as fast as tasks come, and says how many come a second, after the first third. */
  double asFastAsItGoes(int count) {
    var seen = new AtomicInteger();
    int first = sent;
    long[] from = {0, 0};
    flow(
        count,
        number -> number - first - seen.get() < WINDOW,
        record -> {
          if (seen.incrementAndGet() == count / 3) {
            from[0] = System.nanoTime();
          }
          from[1] = System.nanoTime();
        });
    return (count - count / 3) * 1e9 / (from[1] - from[0]);
  }

  /** Sends at a steady rate. */
  Latencies steadily(double perSecond, int count) {
    int first = sent;
    var took = new long[count];
    long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
    flow(
        count,
        number -> System.nanoTime() - start >= due(number - first, perSecond),
        record -> {
          int number = number(record) - first;
          took[number] = System.nanoTime() - start - due(number, perSecond);
        });
    return new Latencies(took);
  }

  /** Nanoseconds after the start. */
  private static long due(int number, double perSecond) {
    return (long) (number * 1e9 / perSecond);
  }

  private void flow(
      int count, IntPredicate mayBeSent, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (var sender = Sender.start(arena, sent, sent + count, mayBeSent)) {
      tasks.read(count, Limit.of(LIMIT, "tasks"), each);
      sent = sender.next();
    }
  }

  /** Sends on at a steady rate until it is closed. */
  GapWatch watchGaps(double perSecond) {
    int first = sent;
    long start = System.nanoTime();
    return new GapWatch(
        this,
        Sender.start(
            arena,
            first,
            Integer.MAX_VALUE,
            number -> System.nanoTime() - start >= due(number - first, perSecond)));
  }

  /** Shows the numbers of the tasks that have come. */
  void readSome(IntConsumer each) {
    tasks.readSome(task -> each.accept(number(task)));
  }

  /** What was sent besides. */
  void sentUntil(int next) {
    sent = next;
  }

  private int number(ConsumerRecord<byte[], byte[]> task) {
    return StateRecords.number(decoder.decode(task.value()).getExecutionId());
  }

  @Override
  public void close() {
    tasks.close();
    client.close();
  }
}
