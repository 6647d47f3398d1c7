package dev.parallax.runtime.streams;

import dev.parallax.runtime.time.AppClock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a topology: start, await, rethrow. A thread that fails ends all of it, because a replaced
 * thread would meet the same record again and the global thread cannot be replaced at all; starting
 * again is for the supervisor of the process.
 *
 * <p>It always leaves its group when it ends, so that others take over its partitions at once
 * rather than after a session timeout. Safe for use by several threads.
 */
public final class StreamsApp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CLOSE_BEGINS_WITHIN = Duration.ofSeconds(5);

  private final KafkaStreams streams;
  private final Instance instance;
  private final StreamsReadiness readiness = new StreamsReadiness(System::nanoTime);
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final CompletableFuture<Void> closing = new CompletableFuture<>();

  /** A topology that is not started yet; {@code properties} by {@link StreamsProperties}. */
  public StreamsApp(Topology topology, Properties properties, Instance instance) {
    this.instance = instance;
    this.streams =
        new KafkaStreams(topology, properties, new EndingTransactions(), AppClock.ofTopologies());
    streams.setStateListener(this::changed);
    streams.setUncaughtExceptionHandler(this::failed);
  }

  /** What runs the topology, for its metrics and stores. Start and end it here only. */
  public KafkaStreams streams() {
    return streams;
  }

  /**
   * Starts, and returns when the global stores are filled.
   *
   * @throws dev.parallax.runtime.fault.KnownFault if it cannot for a known reason
   */
  public void start() {
    try {
      streams.start();
    } catch (RuntimeException e) {
      throw StreamsFaults.explained(e, instance);
    }
  }

  /**
   * Waits for {@link #stop}.
   *
   * @throws RuntimeException what ended the topology before; a {@link
   *     dev.parallax.runtime.fault.KnownFault} where its cause is known
   */
  public void await() {
    try {
      end.join();
    } catch (CompletionException e) {
      throw StreamsFaults.explained(e.getCause(), instance);
    }
  }

  /** Ends {@link #await}; the caller of that closes. */
  public void stop() {
    end.complete(null);
  }

  /** What is missing before the topology does its work; empty = it does. */
  public Optional<String> missing() {
    return readiness.missing(streams.state());
  }

  private void changed(State now, State before) {
    LOG.info("Topology is {} (was {})", now, before);
    readiness.changed(now, before);
    if (now == State.PENDING_ERROR || now == State.ERROR) {
      end.completeExceptionally(
          new IllegalStateException(
              "another process of this application told all of them to shut down"));
    }
  }

  /**
   * Kafka's own way to end after a failure leaves the other threads in the group. So this waits
   * until {@link #close} has begun to end all of them, by leaving; the answer then has no effect.
   */
  private StreamThreadExceptionResponse failed(Throwable uncaught) {
    end.completeExceptionally(uncaught);
    closing.completeOnTimeout(null, CLOSE_BEGINS_WITHIN.toMillis(), TimeUnit.MILLISECONDS).join();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Ends processing, commits, and leaves the group; returns after 10 s at most. */
  @Override
  public void close() {
    stop();
    // Without waiting first: it only begins, so that a failed thread can go on to its end.
    close(Duration.ZERO);
    closing.complete(null);
    if (!close(CLOSE_TIMEOUT)) {
      LOG.warn(
          "The topology did not end within {} s; the broker aborts its open transactions",
          CLOSE_TIMEOUT.toSeconds());
    }
  }

  private boolean close(Duration timeout) {
    return streams.close(
        CloseOptions.timeout(timeout)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }
}
