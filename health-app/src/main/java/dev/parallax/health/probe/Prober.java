package dev.parallax.health.probe;

import dev.parallax.core.config.HealthCheck;
import dev.parallax.events.HealthProbe;
import dev.parallax.runtime.ops.LogKeys;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.time.AppClock;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes each target once per interval (H8), whatever their number on the same four threads: one
 * that schedules and writes, and three of the HTTP client. A target has one probe under way at
 * most.
 */
final class Prober implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
  private static final int CLIENT_THREADS = 2;

  /** First probes are spread over this time at most, so that routers soon know latencies, ms. */
  private static final long SPREAD_MS = 1_000;

  private final String observer;
  private final HealthCheck settings;
  private final Meters meters;
  private final Consumer<HealthProbe> written;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, threads("prober"));
  private final ExecutorService clientThreads =
      Executors.newFixedThreadPool(CLIENT_THREADS, threads("prober-http"));
  private final HttpClient client;

  private Prober(
      String observer,
      HealthCheck settings,
      HttpClient.Builder client,
      Meters meters,
      Consumer<HealthProbe> written) {
    this.observer = observer;
    this.settings = settings;
    this.meters = meters;
    this.written = written;
    this.client =
        client
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(clientThreads)
            .build();
    thread.setRemoveOnCancelPolicy(true);
  }

  /**
   * Starts to probe.
   *
   * @param observer region from which it is probed
   * @param settings interval and timeout
   * @param client by which it asks: whom it trusts
   * @param written takes what was found, on one thread
   */
  static Prober start(
      String observer,
      List<Target> targets,
      HealthCheck settings,
      HttpClient.Builder client,
      Meters meters,
      Consumer<HealthProbe> written) {
    var prober = new Prober(observer, settings, client, meters, written);
    long spread = Math.min(settings.interval().toMillis(), SPREAD_MS);
    for (var target : targets) {
      prober.probeIn(target, ThreadLocalRandom.current().nextLong(spread));
    }
    return prober;
  }

  private void probeIn(Target target, long ms) {
    // Asking throws nothing: what fails, fails as the answer.
    var unused = thread.schedule(() -> probe(target), ms, TimeUnit.MILLISECONDS);
  }

  private void probe(Target target) {
    long startedAt = AppClock.millis();
    long startedNanos = System.nanoTime();
    Exchange.begin(
        client,
        thread,
        target.ready(),
        settings.timeout(),
        finding -> {
          probeIn(target, rest(startedNanos));
          report(target, finding, startedAt);
        });
  }

  /** What is left of the interval: begun from the start of a probe, and not before its end. */
  private long rest(long startedNanos) {
    long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    return Math.max(0, settings.interval().toMillis() - passed);
  }

  private void report(Target target, Finding finding, long startedAt) {
    var ready = finding instanceof Finding.Ready;
    meters.probes(observer, target.region(), ready).increment();
    LOG.debug("{}: {}", target, finding);
    try {
      written.accept(record(target, finding, startedAt));
    } catch (RuntimeException e) {
      // The next probe says more than this one would have; absent evidence is UNKNOWN, not well.
      LOG.atWarn()
          .addKeyValue(LogKeys.REGION, target.region())
          .log("A probe of {} was not written: {}", target.region(), e.toString());
    }
  }

  private HealthProbe record(Target target, Finding finding, long startedAt) {
    return finding instanceof Finding.Ready ready
        ? new HealthProbe(observer, target.region(), true, ready.latencyMs(), null, startedAt)
        : new HealthProbe(
            observer, target.region(), false, null, ((Finding.Failed) finding).error(), startedAt);
  }

  private static ThreadFactory threads(String name) {
    var number = new AtomicInteger();
    return task -> {
      var made = new Thread(task, name + "-" + number.incrementAndGet());
      made.setDaemon(true);
      return made;
    };
  }

  /** Ends at once; a probe under way is not reported. */
  @Override
  public void close() {
    thread.shutdownNow();
    clientThreads.shutdownNow();
  }
}
