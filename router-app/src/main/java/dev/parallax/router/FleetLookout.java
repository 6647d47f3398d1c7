package dev.parallax.router;

import dev.parallax.core.fleet.FleetRisks;
import dev.parallax.core.fleet.FleetRisks.Risk;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the fleet becomes dangerous though nothing has failed yet, and when it no longer is
 * (C4). The load of agents moves all the time: what is seen for the first time, and what is missed
 * for the first time, is told only if the next look finds the same.
 */
final class FleetLookout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FleetLookout.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Supplier<List<Risk>> risks;
  private final Consumer<String> say;
  private final Map<Danger, String> told = new HashMap<>();
  private Map<Danger, String> before = Map.of();
  private volatile int count;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(FleetLookout::thread);

  private record Danger(FleetRisks.Kind kind, String region) {}

  /**
   * @param risks the dangers of now
   * @param say told a sentence for every change
   */
  FleetLookout(Supplier<List<Risk>> risks, Consumer<String> say) {
    this.risks = risks;
    this.say = say;
  }

  /** Looks every 10 s from now, until it is closed. */
  static FleetLookout start(Supplier<List<Risk>> risks) {
    var lookout = new FleetLookout(risks, LOG::warn);
    var unused =
        lookout.watch.scheduleWithFixedDelay(
            lookout::lookSafely, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return lookout;
  }

  private static Thread thread(Runnable looking) {
    var thread = new Thread(looking, "fleet-lookout");
    thread.setDaemon(true);
    return thread;
  }

  /** An exception that got out would end the watch. */
  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("Cannot look at the dangers of the fleet", e);
    }
  }

  void look() {
    var now = new HashMap<Danger, String>();
    risks.get().forEach(risk -> now.put(new Danger(risk.kind(), risk.region()), risk.text()));
    count = now.size();
    for (var danger : now.entrySet()) {
      if (before.containsKey(danger.getKey()) && !told.containsKey(danger.getKey())) {
        told.put(danger.getKey(), danger.getValue());
        say.accept(danger.getValue());
      }
    }
    for (var danger : new HashSet<>(told.keySet())) {
      if (!now.containsKey(danger) && !before.containsKey(danger)) {
        say.accept("over: " + told.remove(danger));
      }
    }
    before = now;
  }

  /** Dangers at the last look. */
  int count() {
    return count;
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
