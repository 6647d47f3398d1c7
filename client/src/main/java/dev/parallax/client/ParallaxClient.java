package dev.parallax.client;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
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
  private final InFlight inFlight;
  private final Cancellations cancellations;
  private final Follower outcomes;
  private final Producer<byte[], byte[]> producer;
  private final RequestSender sender;
  private boolean closed;

  private ParallaxClient(
      Builder builder,
      Cluster cluster,
      Attempts attempts,
      Pending pending,
      InFlight inFlight,
      Follower outcomes,
      RequestSender sender) {
    this.originRegion = builder.originRegion;
    this.timeout = builder.timeout;
    this.cluster = cluster;
    this.attempts = attempts;
    this.pending = pending;
    this.inFlight = inFlight;
    this.cancellations = new Cancellations(cluster, pending, attempts, sender.producer());
    this.outcomes = outcomes;
    this.producer = sender.producer();
    this.sender = sender;
  }

  /** Connects, once; nothing stays open if it throws. */
  private static ParallaxClient open(Builder builder, Cluster cluster, Attempts attempts) {
    var requests = cluster.topics().requests().name();
    var encoder = cluster.codecs().encoder(requests, ExecutionRequest.class);
    encoder.prepare();
    var producer = cluster.producer("parallax-client");
    try {
      var inFlight = new InFlight(builder.maxInFlight, builder.maxWait);
      var pending = new Pending(inFlight);
      var outcomes = Outcomes.tail(cluster, pending, attempts);
      return new ParallaxClient(
          builder,
          cluster,
          attempts,
          pending,
          inFlight,
          outcomes,
          new RequestSender(requests, encoder, producer));
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
   * Asks for one execution of a pattern. Returns when the request is accepted: it is on its way
   * then. Waits before that while {@link Builder#maxInFlight} executions are in flight, and up to
   * {@code max.block.ms} (10 s) while Kafka takes no more.
   *
   * <p>What was accepted is sent again by itself until the broker confirms it, without a second
   * copy, for {@code delivery.timeout.ms} (2 min). Its future ends in any case: an outcome, or an
   * exception that says what is known.
   *
   * @param input a Jackson tree or whatever Jackson writes as JSON; a text is a JSON string
   * @throws IllegalArgumentException if the input cannot be written as JSON, or another request
   *     with this execution id is under way here
   * @throws TooManyInFlightException if there is no room for it within {@link Builder#maxWait}
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
    inFlight.enter();
    var awaited = accept(request, patience);
    if (awaited.claim()) {
      sender.send(awaited, options.headers());
    }
    return awaited.view();
  }

  /** Under the lock, so that close waits for everything that was accepted. */
  private synchronized Awaited accept(ExecutionRequest request, Duration patience) {
    if (closed) {
      inFlight.leave();
      throw new IllegalStateException("the client is closed");
    }
    return pending.add(request, patience);
  }

  /**
   * Asks that an execution be stopped, which need not be one of this client (X10). If it is, its
   * own future completes with the outcome as well. What is finished or unknown is not changed.
   *
   * <p>The future fails with {@link ParallaxException} if nothing becomes of it within 15 s.
   *
   * @param reason for people; part of the outcome's reason
   * @throws ParallaxException if broker or registry do not answer
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<Cancellation> cancel(String executionId, String reason) {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the client is closed");
      }
    }
    return cancellations.cancel(executionId, reason);
  }

  /** As {@link #close(Duration)}, within 30 s. */
  @Override
  public void close() {
    close(Duration.ofSeconds(30));
  }

  /**
   * Takes no more requests and waits for the outcomes of those that it accepted, at most this long;
   * the futures of the rest fail with {@link NoOutcomeException}, each naming its execution, and
   * one line of the log names them all. What is not yet confirmed by the broker then is sent for 5
   * s more: asking again with the same execution id starts nothing twice. A second call does
   * nothing.
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
        var open = pending.ids();
        LOG.warn(
            "closing after {} ms before the outcomes of {} executions came: {}",
            patience.toMillis(),
            open.size(),
            open);
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
      cancellations.close();
      pending.end();
      cluster.close();
    }
  }

  /** Describes a client: where its cluster is must be said. */
  public static final class Builder extends ClusterBuilder<Builder> {
    private Optional<String> originRegion = Optional.empty();
    private Duration timeout = Duration.ofMinutes(2);
    private Duration connectTimeout = Duration.ofSeconds(30);
    private int maxInFlight = 10_000;
    private Duration maxWait = Duration.ofSeconds(30);

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

    /**
     * How many executions may be accepted and without outcome at once, 10,000 by default. To ask
     * for more waits for room.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxInFlight(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("maxInFlight " + limit + ": at least 1 is needed");
      }
      maxInFlight = limit;
      return this;
    }

    /**
     * How long to wait for room at most, 30 s by default; then {@link TooManyInFlightException}. 0:
     * at once.
     */
    public Builder maxWait(Duration limit) {
      maxWait = limit;
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
