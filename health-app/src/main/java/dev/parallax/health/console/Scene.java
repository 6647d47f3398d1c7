package dev.parallax.health.console;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.AgentState;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.RoutingDecision;
import dev.parallax.runtime.app.AppVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What there is to see, as the topics told it. Safe for use by several threads. */
final class Scene {
  /** As many decisions are kept, and as many events. */
  static final int KEPT = 100;

  /** Decisions that were left out are mentioned for this long, ms. */
  private static final long SAMPLED_MS = 10_000;

  private final StateDocument document;
  private final LongSupplier clock;
  private final Map<String, RegionState> regions = new TreeMap<>();
  private final AgentTally agents = new AgentTally();
  private final RecentTraffic traffic = new RecentTraffic();
  private final Tail<DecisionView> decisions = new Tail<>(KEPT);
  private final Tail<FailoverView> events = new Tail<>(KEPT);
  private Reading reading = Reading.STARTING;
  private long sampledAt = Long.MIN_VALUE / 2;
  private long version = 1;

  /**
   * How far somebody has seen.
   *
   * @param version of the state
   * @param decision number of the newest decision
   * @param event number of the newest event
   */
  record Seen(long version, long decision, long event) {
    static final Seen NOTHING = new Seen(0, 0, 0);
  }

  /**
   * What somebody has not seen yet.
   *
   * @param seen how far they have seen with this
   * @param state all of it, as it is now
   * @param decisions new ones, the oldest first
   * @param events new ones, the oldest first
   */
  record News(
      Seen seen, StateView state, List<DecisionView> decisions, List<FailoverView> events) {}

  /**
   * @param clock ms since the epoch
   */
  Scene(ParallaxConfig config, LongSupplier clock) {
    this.document = new StateDocument(config, AppVersion.get());
    this.clock = clock;
  }

  synchronized void region(String id, Optional<RegionState> state) {
    state.ifPresentOrElse(told -> regions.put(id, told), () -> regions.remove(id));
    changed();
  }

  synchronized void agent(String id, Optional<AgentState> state) {
    state.ifPresentOrElse(agents::put, () -> agents.remove(id));
    changed();
  }

  synchronized void traffic(RegionTraffic second) {
    traffic.add(second, clock.getAsLong());
    changed();
  }

  synchronized void decision(RoutingDecision decision) {
    decisions.add(DecisionView.of(decision));
    changed();
  }

  synchronized void event(FailoverEvent event) {
    events.add(FailoverView.of(event));
    changed();
  }

  /** Decisions were left out, as they came too fast. */
  synchronized void sampled() {
    sampledAt = clock.getAsLong();
    changed();
  }

  synchronized void reading(Reading now) {
    reading = now;
    changed();
  }

  /** Everything is read anew. */
  synchronized void clear() {
    regions.clear();
    agents.clear();
    traffic.clear();
    decisions.clear();
    events.clear();
    changed();
  }

  private void changed() {
    version++;
    notifyAll();
  }

  /** What is new to somebody; {@link Seen#NOTHING} = all of it. */
  synchronized News since(Seen seen) {
    return new News(
        new Seen(version, decisions.number(), events.number()),
        state(),
        decisions.after(seen.decision()),
        events.after(seen.event()));
  }

  private StateView state() {
    long now = clock.getAsLong();
    return document.of(
        now,
        reading,
        now - sampledAt < SAMPLED_MS,
        regions,
        agents.byRegion(),
        id -> traffic.of(id, now));
  }

  /**
   * Waits until there is something new, this long at most.
   *
   * @return whether there is
   */
  synchronized boolean awaitNews(Seen seen, long limitMs) throws InterruptedException {
    return await(() -> version != seen.version(), limitMs);
  }

  /** Waits until the topics have been read, this long at most. */
  synchronized void awaitLive(long limitMs) throws InterruptedException {
    await(() -> reading.isLive(), limitMs);
  }

  private boolean await(BooleanSupplier reached, long limitMs) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
    while (!reached.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
