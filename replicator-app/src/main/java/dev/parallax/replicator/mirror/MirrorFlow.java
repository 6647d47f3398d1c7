package dev.parallax.replicator.mirror;

import dev.parallax.core.replication.Flow;
import dev.parallax.events.FlowState;
import dev.parallax.replicator.plugins.Excluded;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one flow running, on a thread of its own: prepares, starts an instance, looks after it; and
 * whatever goes wrong, closes it and begins again after a pause, for ever. What it does is seen in
 * {@link #standing}.
 */
final class MirrorFlow implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MirrorFlow.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration SOUND = Duration.ofSeconds(30);
  private static final Duration SET_UP_WITHIN = Duration.ofSeconds(60);

  private final MirrorProperties properties;
  private final Preparation preparation;
  private final Lookout lookout;
  private final BooleanSupplier paused;
  private final Backoff backoff = new Backoff();
  private final Thread thread;
  private final Object monitor = new Object();
  private volatile Standing standing;
  private boolean closing;

  /**
   * @param lastIds ids of topics by name as they were when they were last copied; empty if unknown
   * @param paused whether an operator wants it to be stopped
   */
  MirrorFlow(
      MirrorProperties properties,
      Preparation preparation,
      Lookout lookout,
      Map<String, String> lastIds,
      BooleanSupplier paused) {
    this.properties = properties;
    this.preparation = preparation;
    this.lookout = lookout;
    this.paused = paused;
    this.standing = new Standing(FlowState.STARTING, Optional.empty(), 0, Map.copyOf(lastIds));
    this.thread = new Thread(this::run, "flow " + properties.flow());
  }

  /** Starts its threads; returns at once. */
  void start() {
    lookout.start();
    thread.start();
  }

  Flow flow() {
    return properties.flow();
  }

  /** What it does. */
  Standing standing() {
    return standing;
  }

  /** What was last seen of its source. */
  Sight sight() {
    return lookout.sight();
  }

  /** Records that stayed in their region. */
  long excluded() {
    return Excluded.of(flow().name()).records();
  }

  /** Bytes read for copying. */
  double bytes() {
    return CopiedBytes.of(flow().name()).total();
  }

  String configHash() {
    return properties.hash();
  }

  private void run() {
    LOG.info(
        "{}: properties of MirrorMaker (hash {}): {}",
        flow(),
        properties.hash(),
        properties.printable());
    while (!isClosing()) {
      attempt();
    }
    standing = standing.in(FlowState.STARTING, "the replicator ends");
  }

  private void attempt() {
    try {
      if (paused.getAsBoolean()) {
        standing = standing.in(FlowState.PAUSED, "paused by an order");
        sleep(LOOK);
      } else {
        standing = standing.in(FlowState.STARTING, "being set up");
        standing = standing.knowing(preparation.prepare(standing.topicIds()));
        copy();
      }
    } catch (Refusal e) {
      again(FlowState.REFUSED, e.getMessage());
    } catch (InterruptException e) {
      LOG.debug("{}: interrupted", flow());
    } catch (RuntimeException e) {
      LOG.debug("{}: cannot copy", flow(), e);
      again(FlowState.RETRYING, String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      // Such as a thread that the machine had no room for: it may have when it is tried again.
      LOG.error("{}: an error of the machine", flow(), e);
      again(FlowState.RETRYING, e.toString());
    }
  }

  private void again(FlowState state, String why) {
    if (isClosing()) {
      return;
    }
    var pause = backoff.pause();
    standing = standing.in(state, why).restarted();
    LOG.warn("{}: {}; next attempt in {} ms", flow(), why, pause.toMillis());
    sleep(pause);
  }

  private void copy() {
    var instance = Instance.start(flow(), properties.all());
    try {
      long since = System.nanoTime();
      long notSeenCopyingSince = since;
      boolean recreated = false;
      while (!isClosing() && !paused.getAsBoolean() && !recreated) {
        if (lookAfter(instance)) {
          notSeenCopyingSince = System.nanoTime();
        } else if (System.nanoTime() - notSeenCopyingSince > SET_UP_WITHIN.toNanos()) {
          throw new IllegalStateException("it does not copy, and says no reason; see the log");
        }
        if (System.nanoTime() - since > SOUND.toNanos()) {
          backoff.reset();
          since = System.nanoTime();
          preparation.requireSameSchemas(sight().topics());
        }
        sleep(LOOK);
        recreated = isRecreated();
      }
    } finally {
      instance.close();
    }
  }

  /** Whether nothing is left to wait for but what the source's cluster gives. */
  private boolean lookAfter(Instance instance) {
    instance
        .fault()
        .ifPresent(
            fault -> {
              throw new IllegalStateException(fault);
            });
    var problem = sight().problem();
    if (problem.isPresent()) {
      standing = standing.in(FlowState.RETRYING, problem.get());
      return true;
    }
    boolean sound = instance.isCopying() || sight().topics().isEmpty();
    if (sound) {
      standing = standing.running();
    }
    return sound;
  }

  private boolean isRecreated() {
    var now = sight().topicIds();
    var recreated = Preparation.recreated(standing.topicIds(), now);
    if (recreated.isEmpty()) {
      standing = standing.knowing(now);
      return false;
    }
    LOG.warn("{}: {} created anew at the source", flow(), recreated);
    return true;
  }

  private boolean isClosing() {
    synchronized (monitor) {
      return closing;
    }
  }

  private void sleep(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    synchronized (monitor) {
      try {
        long left = pause.toMillis();
        while (!closing && left > 0) {
          monitor.wait(left);
          left = (end - System.nanoTime()) / 1_000_000;
        }
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  /** Ends it, and waits until the instance is stopped. */
  @Override
  public void close() {
    synchronized (monitor) {
      closing = true;
      monitor.notifyAll();
    }
    lookout.close();
    try {
      thread.join(Duration.ofSeconds(15).toMillis());
      if (thread.isAlive()) {
        LOG.warn("{}: does not end by itself, interrupted", flow());
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
