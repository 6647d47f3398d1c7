package dev.parallax.replicator.relay;

import dev.parallax.replicator.part.Part;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.time.AppClock;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a lane: one session after the other, with pauses that grow while they fail. */
final class LaneLoop implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(LaneLoop.class);
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 30_000;

  /** A session that lasts this long has no fault. */
  private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long END_MS = 10_000;

  private final Lane lane;
  private final RelayClients clients;
  private final AvroCodecs codecs;
  private final Meters meters;
  private final Standing standing;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile LaneSession current;
  private long pauseMs = FIRST_PAUSE_MS;

  LaneLoop(Lane lane, RelayClients clients, AvroCodecs codecs, Meters meters) {
    this.lane = lane;
    this.clients = clients;
    this.codecs = codecs;
    this.meters = meters;
    this.standing = new Standing("writing outcomes to " + lane.target().name());
    this.thread = new Thread(this::run, "relay-" + lane.name());
    thread.setDaemon(true);
  }

  /** Of an app, whose readiness asks it. */
  static LaneLoop of(Lane lane, AppContext context) {
    var clients = new RelayClients(context.config().kafka(), context.instance());
    var loop = new LaneLoop(lane, clients, context.codecs(), context.meters());
    context.readiness().check("relay-" + lane.name(), loop.standing::missing);
    return loop;
  }

  @Override
  public void start() {
    meters.analytics(
        lane.target().name(), lane.delay(), standing::waiting, standing::oldestSeconds);
    thread.start();
  }

  private void run() {
    try {
      while (!isStopped()) {
        attempt();
      }
    } finally {
      if (!isStopped()) {
        standing.ended();
      }
    }
  }

  private void attempt() {
    try (var session = open()) {
      current = session;
      session.begin();
      long began = System.nanoTime();
      while (!isStopped()) {
        if (session.turn() || System.nanoTime() - began > LASTING_NANOS) {
          standing.well();
          pauseMs = FIRST_PAUSE_MS;
        }
      }
    } catch (Throwable e) {
      // Errors as well, such as memory that the machine did not have.
      if (!isStopped()) {
        failed(e);
      }
    }
  }

  private LaneSession open() {
    var conversion = new Conversion(lane, codecs);
    var relayed = meters.analyticsRelayed(lane.target().name());
    var producer = clients.producer(lane);
    try {
      return new LaneSession(
          lane, clients.consumer(lane), producer, conversion, standing, relayed, AppClock.clock());
    } catch (Throwable e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  private void failed(Throwable fault) {
    var why = fault.getMessage() == null ? fault.toString() : fault.getMessage();
    standing.failed(why);
    LOG.warn(
        "Writing outcomes to {} failed, next attempt in {} ms: {}",
        lane.target().name(),
        pauseMs,
        why,
        fault);
    await(pauseMs);
    pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
  }

  private void await(long millis) {
    try {
      if (stop.await(millis, TimeUnit.MILLISECONDS)) {
        LOG.debug("{} ends", thread.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  @Override
  public void close() {
    stop.countDown();
    var session = current;
    if (session != null) {
      session.wakeUp();
    }
    try {
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
