package dev.parallax.runtime.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the cluster answers, asked every 10 s. Says so when that changes: the clients' own lines
 * about lost connections come by the dozen and are kept out of the log.
 */
final class BrokerWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);

  private final BrokerAccess broker;
  private final Admin admin;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(BrokerWatch::thread);
  private final ScheduledFuture<?> asking;
  private volatile Optional<String> missing = Optional.empty();

  /** Starts to ask; the cluster counts as reachable until it was found not to be. */
  BrokerWatch(BrokerAccess broker, Admin admin, Duration period) {
    this.broker = broker;
    this.admin = admin;
    this.asking =
        watch.scheduleWithFixedDelay(
            this::ask, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable asking) {
    var thread = new Thread(asking, "broker-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** What is wrong with the cluster by the last answer; empty = nothing. */
  Optional<String> missing() {
    return missing;
  }

  private void ask() {
    try {
      broker.requireAnswer(admin);
      found(Optional.empty());
    } catch (InterruptException closing) {
      LOG.debug("Interrupted while asking for the cluster");
    } catch (RuntimeException e) {
      found(Optional.of(e.getMessage()));
    }
  }

  private void found(Optional<String> now) {
    if (now.isPresent() && missing.isEmpty()) {
      LOG.warn("{}", now.get());
    } else if (now.isEmpty() && missing.isPresent()) {
      LOG.info("Kafka answers again");
    }
    missing = now;
  }

  @Override
  public void close() {
    asking.cancel(true);
    watch.shutdownNow();
  }
}
