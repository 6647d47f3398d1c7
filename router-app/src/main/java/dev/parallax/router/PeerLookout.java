package dev.parallax.router;

import dev.parallax.runtime.time.AppClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the fleet which regions' control planes cannot be reached (F8), and people when that
 * changes.
 */
final class PeerLookout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLookout.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final RouterParts parts;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(PeerLookout::thread);
  private Set<String> told = Set.of();
  private boolean looked;

  private PeerLookout(RouterParts parts) {
    this.parts = parts;
  }

  /** Looks at once and then every second, until it is closed. */
  static PeerLookout start(RouterParts parts) {
    var lookout = new PeerLookout(parts);
    var unused =
        lookout.watch.scheduleWithFixedDelay(
            lookout::lookSafely, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return lookout;
  }

  private static Thread thread(Runnable looking) {
    var thread = new Thread(looking, "peer-lookout");
    thread.setDaemon(true);
    return thread;
  }

  /** An exception that got out would end the watch. */
  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("Cannot look which regions can be reached", e);
    }
  }

  private void look() {
    var silent = parts.fleet().heard().silent(parts.federation().others(), AppClock.millis());
    if (looked && silent.equals(told)) {
      return;
    }
    looked = true;
    parts.fleet().apply(fleet -> fleet.withUnreachable(silent));
    say(silent);
    told = silent;
  }

  private void say(Set<String> silent) {
    var lost = new HashSet<>(silent);
    lost.removeAll(told);
    lost.forEach(
        region ->
            LOG.warn(
                "Region {} cannot be reached: nothing is heard of its control plane, so that"
                    + " nothing is forwarded to it (F8)",
                region));
    var back = new HashSet<>(told);
    back.removeAll(silent);
    back.forEach(region -> LOG.info("Region {} can be reached", region));
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
