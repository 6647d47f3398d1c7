package dev.parallax.health.console;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics while somebody looks, in a thread of its own, and a while longer, so that who
 * reloads the page need not wait. Whatever fails is tried again and said in the scene.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Scene scene;
  private final Supplier<Source> sources;
  private final long lingerNanos;
  private long askedAt;
  private Thread reading;
  private boolean closed;

  /** Where the scene comes from. */
  interface Source extends AutoCloseable {
    /** Puts what has come into the scene, after a short while at most. */
    void poll();

    @Override
    void close();
  }

  /**
   * @param sources connects; may fail, and is asked again then
   * @param linger how long is read on after the last look
   */
  Watch(Scene scene, Supplier<Source> sources, Duration linger) {
    this.scene = scene;
    this.sources = sources;
    this.lingerNanos = linger.toNanos();
  }

  /** Somebody looks: what there is to see, which may still be read. */
  synchronized Scene look() {
    askedAt = System.nanoTime();
    if (reading == null && !closed) {
      reading = new Thread(this::read, "console-reader");
      reading.setDaemon(true);
      reading.start();
    }
    return scene;
  }

  /** Whether topics are read now. */
  synchronized boolean isReading() {
    return reading != null;
  }

  private synchronized boolean isWanted() {
    return !closed && System.nanoTime() - askedAt < lingerNanos;
  }

  /** Under the lock of {@link #look}, so that nobody looks at what ends. */
  private synchronized boolean endIfUnwanted() {
    if (isWanted()) {
      return false;
    }
    reading = null;
    scene.clear();
    scene.reading(Reading.STARTING);
    return true;
  }

  private void read() {
    while (!endIfUnwanted()) {
      try (var source = sources.get()) {
        while (isWanted()) {
          source.poll();
        }
      } catch (InterruptException stopped) {
        LOG.debug("The console's reader was interrupted", stopped);
      } catch (RuntimeException failed) {
        LOG.warn("The console cannot read the topics and tries again: {}", failed.toString());
        scene.reading(Reading.retrying("the topics cannot be read: " + failed.getMessage()));
        pause();
      }
    }
  }

  private synchronized void pause() {
    long end = System.nanoTime() + RETRY.toNanos();
    try {
      while (!closed && System.nanoTime() < end) {
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the reading, without waiting for it: the thread is a daemon and holds nothing up. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
