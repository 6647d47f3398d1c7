package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.AvroEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Cancels executions, this client's and others', and learns what becomes of that: an outcome, or a
 * dead letter that says why nothing was cancelled. What it follows for that is opened by the first
 * cancellation. Safe for use by several threads.
 */
final class Cancellations {
  /** How long a router may take to say what became of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** An own request may be read after its cancellation, as they come by different topics. */
  private static final Duration AGAIN = Duration.ofMillis(250);

  private static final String LETTER_REASON = "parallax.dead-letter.reason";
  private static final String LETTER_TOPIC = "parallax.dead-letter.topic";

  private final Cluster cluster;
  private final Pending pending;
  private final Attempts attempts;
  private final Producer<byte[], byte[]> producer;
  private final AvroEncoder<ExecutionCancellation> encoder;
  private final AvroDecoder<ExecutionOutcome> outcomes;
  private final ConcurrentMap<String, Set<Wish>> wishes = new ConcurrentHashMap<>();
  private Follower follower;

  /** One wish, and who waits for what becomes of it. */
  private record Wish(String reason, CompletableFuture<Cancellation> told) {
    /** By identity: everybody waits for their own. */
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  Cancellations(
      Cluster cluster, Pending pending, Attempts attempts, Producer<byte[], byte[]> producer) {
    this.cluster = cluster;
    this.pending = pending;
    this.attempts = attempts;
    this.producer = producer;
    this.encoder =
        cluster
            .codecs()
            .encoder(cluster.topics().cancellations().name(), ExecutionCancellation.class);
    this.outcomes = cluster.codecs().decoder(ExecutionOutcome.class);
  }

  /**
   * @throws ParallaxException if broker or registry do not answer
   */
  CompletableFuture<Cancellation> cancel(String executionId, String reason) {
    follow();
    var wish = new Wish(reason, new CompletableFuture<>());
    wishes.computeIfAbsent(executionId, id -> ConcurrentHashMap.newKeySet()).add(wish);
    var unused = wish.told().whenComplete((became, fault) -> forget(executionId, wish));
    pending.later(PATIENCE, () -> wish.told().completeExceptionally(silent(executionId)));
    send(executionId, wish);
    return Futures.view(wish.told(), pending.callbacks());
  }

  private synchronized void follow() {
    if (follower == null) {
      follower =
          Follower.start(
              cluster,
              List.of(cluster.topics().outcomes().name(), cluster.topics().deadLetters().name()),
              this::read,
              attempts,
              "parallax-client-cancellations");
    }
  }

  private void send(String executionId, Wish wish) {
    try {
      var by = System.getProperty("user.name", "parallax-client");
      var record =
          new ProducerRecord<>(
              cluster.topics().cancellations().name(),
              executionId.getBytes(UTF_8),
              encode(new ExecutionCancellation(executionId, by, wish.reason())));
      var unused =
          producer.send(
              record,
              (metadata, fault) -> {
                if (fault != null) {
                  wish.told().completeExceptionally(unsent(executionId, fault));
                }
              });
    } catch (RuntimeException e) {
      wish.told().completeExceptionally(unsent(executionId, e));
    }
  }

  private synchronized byte[] encode(ExecutionCancellation cancellation) {
    return encoder.encode(cancellation);
  }

  private void read(String key, ConsumerRecord<byte[], byte[]> record) {
    var waiting = wishes.get(key);
    if (waiting == null) {
      return;
    }
    if (record.topic().equals(cluster.topics().outcomes().name())) {
      waiting.forEach(wish -> ended(record, wish));
    } else if (cluster.topics().cancellations().name().equals(header(record, LETTER_TOPIC))) {
      waiting.forEach(wish -> refused(key, header(record, LETTER_REASON), wish));
    }
  }

  private void ended(ConsumerRecord<byte[], byte[]> record, Wish wish) {
    try {
      var status = outcomes.decode(record.value()).getStatus();
      wish.told()
          .complete(
              status == ExecutionStatus.CANCELLED ? Cancellation.CANCELLED : Cancellation.ENDED);
    } catch (RuntimeException e) {
      wish.told().completeExceptionally(e);
    }
  }

  private void refused(String executionId, String reason, Wish wish) {
    if (reason.equals("ENDED")) {
      wish.told().complete(Cancellation.ENDED);
    } else if (!reason.equals("UNKNOWN_EXECUTION")) {
      wish.told()
          .completeExceptionally(
              new ParallaxException(
                  "the cancellation of execution %s was refused: %s"
                      .formatted(executionId, reason)));
    } else if (pending.find(executionId).isPresent()) {
      pending.later(AGAIN, () -> again(executionId, wish));
    } else {
      wish.told().complete(Cancellation.UNKNOWN);
    }
  }

  private void again(String executionId, Wish wish) {
    if (!wish.told().isDone()) {
      send(executionId, wish);
    }
  }

  private void forget(String executionId, Wish wish) {
    wishes.computeIfPresent(
        executionId,
        (id, all) -> {
          all.remove(wish);
          return all.isEmpty() ? null : all;
        });
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  private static ParallaxException unsent(String executionId, Exception fault) {
    return new ParallaxException(
        "the cancellation of execution %s was not sent: %s"
            .formatted(executionId, Faults.said(fault)),
        fault);
  }

  private static ParallaxException silent(String executionId) {
    return new ParallaxException(
        "execution %s: nothing became of its cancellation within %d ms; check that the router runs"
            .formatted(executionId, PATIENCE.toMillis()));
  }

  /** Ends it; {@code attempts} must have been ended. What is open fails. */
  void close() {
    wishes.forEach(
        (id, open) ->
            open.forEach(
                wish ->
                    wish.told()
                        .completeExceptionally(
                            new ParallaxException(
                                "execution %s: the client was closed before anything became of its cancellation"
                                    .formatted(id)))));
    Follower opened;
    synchronized (this) {
      opened = follower;
    }
    if (opened != null) {
      opened.close();
    }
  }
}
