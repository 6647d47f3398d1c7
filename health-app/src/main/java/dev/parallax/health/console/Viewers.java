package dev.parallax.health.console;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who looks, each served by a thread of its own, so that a slow one holds up nobody, and no more
 * than a few. A pull: each is told what is new since it was last told something, so that nothing
 * piles up for it.
 */
final class Viewers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);

  private final Limits limits;
  private final ExecutorService threads;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * What is granted.
   *
   * @param viewers at once
   * @param heartbeat longest silence of a stream
   * @param pace shortest time between two messages
   * @param patience how long a message may take to be taken; who is slower is dropped
   */
  record Limits(int viewers, Duration heartbeat, Duration pace, Duration patience) {
    static final Limits DEFAULTS =
        new Limits(20, Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofSeconds(15));
  }

  /** Where messages to one viewer go. */
  interface Line {
    /**
     * Sends what is new.
     *
     * @param first whether it is the first message
     * @throws IOException if the viewer is gone
     */
    void send(Scene.News news, boolean first) throws IOException;

    /**
     * Says that nothing is new.
     *
     * @throws IOException if the viewer is gone
     */
    void heartbeat() throws IOException;
  }

  Viewers(Limits limits) {
    this.limits = limits;
    var number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            0,
            limits.viewers(),
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            serving -> {
              var thread = new Thread(serving, "console-viewer-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  Limits limits() {
    return limits;
  }

  /** Where work for a viewer is done; refuses it where there are too many. */
  ExecutorService threads() {
    return threads;
  }

  /** Tells a viewer what is new, until it is gone or this is closed. */
  void serve(Watch watch, Line line) {
    try {
      var seen = Scene.Seen.NOTHING;
      do {
        seen = tell(watch, line, seen);
      } while (!closed.await(limits.pace().toMillis(), TimeUnit.MILLISECONDS));
    } catch (IOException gone) {
      LOG.debug("A viewer of the console is gone", gone);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private Scene.Seen tell(Watch watch, Line line, Scene.Seen seen)
      throws IOException, InterruptedException {
    var scene = watch.look();
    if (!scene.awaitNews(seen, limits.heartbeat().toMillis())) {
      line.heartbeat();
      return seen;
    }
    var news = scene.since(seen);
    line.send(news, seen.equals(Scene.Seen.NOTHING));
    return news.seen();
  }

  @Override
  public void close() {
    closed.countDown();
    threads.shutdownNow();
  }
}
