package dev.parallax.benchmarks.throughput;

import dev.parallax.events.ExecutionRequest;
import dev.parallax.schemas.AvroEncoder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Sends requests on a thread of its own, numbered from the last one on, each when it may. Closing
 * it ends the sending.
 */
final class Sender implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final Thread thread;
  private final SentRequests requests;
  private volatile int next;
  private volatile boolean isClosed;

  private Sender(Arena arena, int from, int to, IntPredicate mayBeSent) {
    this.requests = new SentRequests(arena.shape());
    this.next = from;
    this.thread = new Thread(() -> send(arena, to, mayBeSent), "requests");
  }

  /**
   * Begins.
   *
   * @param from first number
   * @param to number after the last
   * @param mayBeSent asked for each number until it is true
   */
  static Sender start(Arena arena, int from, int to, IntPredicate mayBeSent) {
    var sender = new Sender(arena, from, to, mayBeSent);
    sender.thread.start();
    return sender;
  }

  /** Number of the next request: all before it were sent. */
  int next() {
    return next;
  }

  private void send(Arena arena, int to, IntPredicate mayBeSent) {
    try (var client = arena.registryClient();
        var producer = arena.producer(1)) {
      var topic = arena.topics().requests().name();
      var encoder = arena.codecs(client).encoder(topic, ExecutionRequest.class);
      while (next < to && !isClosed) {
        if (mayBeSent.test(next)) {
          send(arena, producer, encoder);
        } else {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread only.
  private void send(
      Arena arena, KafkaProducer<byte[], byte[]> producer, AvroEncoder<ExecutionRequest> encoder) {
    var request = requests.request(next);
    var unused = producer.send(arena.record(request, encoder.encode(request)));
    next++;
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while requests were sent", e);
    }
  }
}
