package dev.parallax.replicator.mirror;

import dev.parallax.core.replication.Carried;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds, on a thread of its own, at the topics of the source and at what of them
 * is not copied yet, whether something copies or not.
 */
final class Lookout implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  /** What is replicated is written in transactions of milliseconds, or in none. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

  private final MirrorProperties properties;
  private final LongSupplier clock;
  private final ScheduledExecutorService looking;
  private final StuckEnds stuck = new StuckEnds(LONGEST_TRANSACTION, System::nanoTime);
  private Admin admin;
  private LagMeasure measure;
  private CopiedOffsets copied;
  private volatile Sight sight = Sight.NONE;

  /**
   * @param clock by which records are stamped, ms since the epoch
   */
  Lookout(MirrorProperties properties, LongSupplier clock) {
    this.properties = properties;
    this.clock = clock;
    this.looking =
        Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(task, "lookout " + properties.flow()));
  }

  void start() {
    var unused =
        looking.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What was last seen. */
  Sight sight() {
    return sight;
  }

  /** What got out would end the looking, so every kind of it is told, errors included. */
  private void look() {
    try {
      open();
      var topics = SourceTopics.of(admin, carried());
      copied.follow();
      var lag = measure.measure(topics.partitions(), copied, clock.getAsLong());
      var seen = new Sight(topics.names(), topics.ids(), Optional.of(lag), Optional.empty());
      sight =
          stuck
              .look(admin, measure.ends(topics.partitions()))
              .map(why -> told(seen, why))
              .orElse(seen);
    } catch (InterruptException closing) {
      LOG.debug("Interrupted while looking at {}", properties.flow());
    } catch (Throwable e) {
      if (sight.problem().isEmpty()) {
        LOG.warn("{}: cannot see what is to be copied: {}", properties.flow(), e.toString());
      }
      sight = sight.lost(told(e));
    }
  }

  private Sight told(Sight seen, String why) {
    if (sight.problem().isEmpty()) {
      LOG.warn("{}: {}", properties.flow(), why);
    }
    return seen.lost(why);
  }

  private String told(Throwable fault) {
    return fault instanceof KafkaException
        ? "%s or %s does not answer: %s"
            .formatted(properties.source(), properties.target(), fault.getMessage())
        : fault.toString();
  }

  private Carried carried() {
    return properties.carried();
  }

  private void open() {
    if (admin == null) {
      admin = properties.source().admin();
    }
    if (measure == null) {
      measure = new LagMeasure(properties.source(), carried());
    }
    if (copied == null) {
      copied = new CopiedOffsets(properties.target(), properties.offsetsTopic());
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
    try {
      if (!looking.awaitTermination(2L * Cluster.TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
        LOG.warn("{}: the lookout does not end", properties.flow());
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    closeClients();
  }

  private void closeClients() {
    if (copied != null) {
      copied.close();
    }
    if (measure != null) {
      measure.close();
    }
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
