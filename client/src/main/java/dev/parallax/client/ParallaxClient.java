package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.schemas.AvroEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes patterns and awaits their outcomes. Safe for use by several threads; one is enough for a
 * process.
 *
 * <p>The future of an execution completes with its outcome, whatever its status (X9), or fails with
 *
 * <ul>
 *   <li>{@link UnroutableException}: the request got no agent;
 *   <li>{@link NoOutcomeException}: nothing came for longer than the execution may take;
 *   <li>another {@link ParallaxException}: the request was not sent, or its outcome cannot be read.
 * </ul>
 */
public final class ParallaxClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ParallaxClient.class);
  private static final Duration PRODUCER_CLOSE = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final Optional<String> originRegion;
  private final Duration timeout;
  private final Attempts attempts;
  private final Pending pending;
  private final Outcomes outcomes;
  private final Producer<byte[], byte[]> producer;
  private final AvroEncoder<ExecutionRequest> encoder;
  private boolean closed;

  private ParallaxClient(
      Builder builder,
      Cluster cluster,
      Attempts attempts,
      Pending pending,
      Outcomes outcomes,
      Producer<byte[], byte[]> producer,
      AvroEncoder<ExecutionRequest> encoder) {
    this.originRegion = builder.originRegion;
    this.timeout = builder.timeout;
    this.cluster = cluster;
    this.attempts = attempts;
    this.pending = pending;
    this.outcomes = outcomes;
    this.producer = producer;
    this.encoder = encoder;
  }

  /** Connects, once; nothing stays open if it throws. */
  private static ParallaxClient open(Builder builder, Cluster cluster, Attempts attempts) {
    var requests = cluster.topics().requests().name();
    var encoder = cluster.codecs().encoder(requests, ExecutionRequest.class);
    encoder.prepare();
    var producer = cluster.producer("parallax-client");
    try {
      var pending = new Pending();
      var outcomes = Outcomes.tail(cluster, pending, attempts);
      return new ParallaxClient(builder, cluster, attempts, pending, outcomes, producer, encoder);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /** Starts the description of a client. */
  public static Builder builder() {
    return new Builder();
  }

  /** As {@link #executePattern(String, Object, ExecutionOptions)}, with defaults. */
  public CompletableFuture<ExecutionOutcome> executePattern(String name, Object input) {
    return executePattern(name, input, ExecutionOptions.defaults());
  }

  /**
   * Asks for one execution of a pattern. Returns when the request is on its way, which takes up to
   * {@code max.block.ms} while Kafka takes no more.
   *
   * @param input a Jackson tree or whatever Jackson writes as JSON; a text is a JSON string
   * @throws IllegalArgumentException if the input cannot be written as JSON, or another request
   *     with this execution id is under way here
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<ExecutionOutcome> executePattern(
      String name, Object input, ExecutionOptions options) {
    return request(Optional.of(name), input, options);
  }

  /**
   * Asks for one execution by any one agent with the options' capabilities (R21); the rest as
   * {@link #executePattern(String, Object, ExecutionOptions)}.
   */
  public CompletableFuture<ExecutionOutcome> execute(Object input, ExecutionOptions options) {
    return request(Optional.empty(), input, options);
  }

  private CompletableFuture<ExecutionOutcome> request(
      Optional<String> pattern, Object input, ExecutionOptions options) {
    var now = Instant.now();
    var request =
        Requests.event(
            pattern.orElse(null),
            Json.text(input, "the input"),
            options.withIdentity(),
            originRegion,
            now.toEpochMilli());
    var patience = Requests.patience(options, timeout, now);
    var awaited = accept(request, patience);
    if (awaited.claim()) {
      send(awaited, options);
    }
    return awaited.view();
  }

  /** Under the lock, so that close waits for everything that was accepted. */
  private synchronized Awaited accept(ExecutionRequest request, Duration patience) {
    if (closed) {
      throw new IllegalStateException("the client is closed");
    }
    return pending.add(request, patience);
  }

  private void send(Awaited awaited, ExecutionOptions options) {
    try {
      var record =
          new ProducerRecord<>(
              cluster.topics().requests().name(),
              awaited.executionId().getBytes(UTF_8),
              encode(awaited.request()));
      options.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
      var unused =
          producer.send(
              record,
              (metadata, fault) -> {
                if (fault != null) {
                  awaited.fail(unsent(awaited, fault));
                }
              });
    } catch (RuntimeException e) {
      awaited.fail(unsent(awaited, e));
    }
  }

  private byte[] encode(ExecutionRequest request) {
    synchronized (encoder) {
      return encoder.encode(request);
    }
  }

  private static ParallaxException unsent(Awaited awaited, Exception fault) {
    return new ParallaxException(
        "execution %s: the request was not sent: %s"
            .formatted(awaited.executionId(), Faults.said(fault)),
        fault);
  }

  /** As {@link #close(Duration)}, within 30 s. */
  @Override
  public void close() {
    close(Duration.ofSeconds(30));
  }

  /**
   * Takes no more requests and waits for the outcomes of those that it took, at most this long; the
   * futures of the rest fail with {@link NoOutcomeException}. A second call does nothing.
   */
  public void close(Duration patience) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      if (!pending.awaitNone(patience)) {
        LOG.warn("closing before every outcome came, after {} ms", patience.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    release();
  }

  private void release() {
    attempts.end();
    pending.failRest();
    try {
      producer.close(PRODUCER_CLOSE);
    } finally {
      outcomes.close();
      pending.end();
      cluster.close();
    }
  }

  /** Describes a client: where its cluster is must be said. */
  public static final class Builder extends ClusterBuilder<Builder> {
    private Optional<String> originRegion = Optional.empty();
    private Duration timeout = Duration.ofMinutes(2);
    private Duration connectTimeout = Duration.ofSeconds(30);

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Where its requests arise, unless their options say otherwise; the router's region if not set.
     */
    public Builder originRegion(String region) {
      originRegion = Optional.of(region);
      return this;
    }

    /**
     * How long an outcome is waited for at least, 2 min by default. Where a request's own deadline
     * or timeout and retries reach further, it is waited for until 15 s after them.
     */
    public Builder timeout(Duration atLeast) {
      timeout = atLeast;
      return this;
    }

    /** How long {@link #connect} tries; 30 s by default, 0 for once. */
    public Builder connectTimeout(Duration limit) {
      connectTimeout = limit;
      return this;
    }

    /**
     * Connects: finds the cluster, registers the schema, and takes its position in the outcomes,
     * before anything can be asked.
     *
     * @throws IllegalStateException if it was not said where the cluster is
     * @throws ParallaxException if it cannot connect in time, saying what does not answer
     */
    public ParallaxClient connect() {
      requireCluster();
      long deadline = System.nanoTime() + connectTimeout.toNanos();
      var attempts = new Attempts("Parallax client", LOG);
      var cluster = attempts.untilDone(this::cluster, deadline);
      try {
        return attempts.untilDone(() -> open(this, cluster, attempts), deadline);
      } catch (RuntimeException e) {
        attempts.end();
        cluster.close();
        throw e;
      }
    }
  }
}
