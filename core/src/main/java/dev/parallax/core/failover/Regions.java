package dev.parallax.core.failover;

import dev.parallax.core.health.AgentCounts;
import dev.parallax.core.health.Probe;
import dev.parallax.core.health.RegionEvidence;
import dev.parallax.core.health.RegionHealth;
import dev.parallax.core.health.RegionReport;
import dev.parallax.core.health.RegionWatch;
import dev.parallax.core.health.TrafficWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All regions of one configuration: evidence and commands in, what is to be told and kept out. The
 * health application and the cases drive this same class, the one by real time, the other by
 * simulated time. It has no clock: {@code evidenceNow} is the broker's time, by which evidence
 * ages, and {@code now} the local one, which dates changes. For one thread.
 */
public final class Regions {
  private final RegionPlan plan;
  private final Failover failover;
  private final Function<String, AgentCounts> agents;
  private final Map<String, RegionWatch> watches = new LinkedHashMap<>();
  private final Map<String, RegionHealth> healths = new HashMap<>();
  private final Map<String, TrafficWindow> traffic = new HashMap<>();
  private final Map<String, RegionHealth> kept = new HashMap<>();
  private final Map<String, RegionAccount> told = new HashMap<>();
  private final Set<String> unkept = new HashSet<>();
  private final List<Notice> untold = new ArrayList<>();
  private FailoverState state;
  private boolean stateUnkept;

  /**
   * @param memory what is known from before
   * @param agents the connected agents of each region, asked at every look
   */
  public Regions(RegionPlan plan, Memory memory, Function<String, AgentCounts> agents, long now) {
    this.plan = plan;
    this.failover = new Failover(plan.failover());
    this.agents = agents;
    for (var region : plan.regions()) {
      remember(region, memory, now);
    }
    var begun = failover.begin(memory.failover(), now);
    this.state = begun.state();
    this.stateUnkept = !memory.failover().equals(Optional.of(state));
    this.untold.addAll(begun.notices());
  }

  private void remember(String region, Memory memory, long now) {
    var watch = memory.watches().get(region);
    watches.put(
        region,
        watch == null
            ? RegionWatch.begin(region, now)
            : watch.keepOnly(Set.copyOf(plan.regions())));
    var health = memory.healths().get(region);
    healths.put(
        region, health == null ? RegionHealth.of(watches.get(region)) : health.resumed(now));
    traffic.put(region, new TrafficWindow(plan.triggers().windowMs()));
    unkept.add(region);
  }

  /** When the broker received the newest probe that counted; 0 if there is none. */
  public long newestHeardAt() {
    return watches.values().stream()
        .mapToLong(watch -> watch.newestHeardAt().orElse(0))
        .max()
        .orElse(0);
  }

  /**
   * One more probe; {@link #look} says what follows. A time without probes of that region before it
   * was silence, though nobody looked then: it breaks the wait of F3.
   *
   * @param probe of defined regions
   * @param appendedAt when the broker received it
   * @return whether it counts
   */
  public boolean observe(Probe probe, long appendedAt, long now) {
    var before = watches.get(probe.target());
    var last = before.newestHeardAt();
    if (last.isPresent() && appendedAt - last.getAsLong() >= plan.probes().freshMs()) {
      judge(probe.target(), appendedAt, now);
      before = watches.get(probe.target());
    }
    var after = before.observe(probe, appendedAt, plan.probes());
    if (after.equals(before)) {
      return false;
    }
    watches.put(probe.target(), after);
    unkept.add(probe.target());
    return true;
  }

  /**
   * How executions of a region ended; {@link #look} says what follows.
   *
   * @param region a defined one
   * @param executions all that ended, failed or not
   * @param failures those of them that failed or timed out
   * @param appendedAt when the broker received the report
   */
  public void traffic(String region, long executions, long failures, long appendedAt) {
    traffic.get(region).add(executions, failures, appendedAt);
  }

  /** Judges all regions and moves work where that is due (F2, F3). */
  public Changes look(long evidenceNow, long now) {
    judgeAll(evidenceNow, now);
    take(failover.step(state, new Event.Seen(sight()), now));
    return changes(evidenceNow, now);
  }

  /**
   * Judges all regions and carries out an order (F4 to F6), once.
   *
   * @param appendedAt when the broker received it
   */
  public Changes obey(Command command, long appendedAt, long evidenceNow, long now) {
    judgeAll(evidenceNow, now);
    take(failover.step(state, new Event.Ordered(command, appendedAt, sight()), now));
    return changes(evidenceNow, now);
  }

  private void judgeAll(long evidenceNow, long now) {
    plan.regions().forEach(region -> judge(region, evidenceNow, now));
  }

  private void judge(String region, long evidenceNow, long now) {
    var watch = watches.get(region).judge(evidenceNow, now, plan.probes());
    if (watch.health() != watches.get(region).health()) {
      unkept.add(region);
    }
    watches.put(region, watch);
    var evidence =
        new RegionEvidence(
            agents.apply(region).connected(),
            traffic.get(region),
            watch.medianLatencyMs(evidenceNow, plan.probes()));
    healths.put(
        region, healths.get(region).next(watch, evidence, evidenceNow, now, plan.triggers()));
  }

  private Sight sight() {
    var facts = new HashMap<String, RegionFacts>();
    healths.forEach(
        (region, health) ->
            facts.put(
                region,
                new RegionFacts(
                    health.health(),
                    health.lastVerdict(),
                    health.cause(),
                    health.since(),
                    agents.apply(region).connected())));
    return new Sight(facts);
  }

  private void take(Step step) {
    stateUnkept |= !step.state().equals(state);
    state = step.state();
    untold.addAll(step.notices());
  }

  private Changes changes(long evidenceNow, long now) {
    var accounts = new ArrayList<RegionAccount>();
    var changed = new HashMap<String, RegionHealth>();
    for (var region : plan.regions()) {
      var account = account(region, evidenceNow, now);
      var last = told.get(region);
      if (last == null || account.dueAfter(last)) {
        told.put(region, account);
        accounts.add(account);
      }
      var health = healths.get(region);
      if (kept.get(region) == null || health.differsFrom(kept.get(region))) {
        kept.put(region, health);
        changed.put(region, health);
      }
    }
    var observed = new HashMap<String, RegionWatch>();
    unkept.forEach(region -> observed.put(region, watches.get(region)));
    unkept.clear();
    var notices = List.copyOf(untold);
    untold.clear();
    var moved = stateUnkept ? Optional.of(state) : Optional.<FailoverState>empty();
    stateUnkept = false;
    return new Changes(accounts, notices, observed, changed, moved);
  }

  private RegionAccount account(String region, long evidenceNow, long now) {
    RegionReport report =
        healths
            .get(region)
            .report(watches.get(region), agents.apply(region), evidenceNow, now, plan.probes());
    return new RegionAccount(report, state.role(region));
  }

  /** All that there is to tell of every region, whether it is due or not. */
  public List<RegionAccount> accounts(long evidenceNow, long now) {
    return plan.regions().stream().map(region -> account(region, evidenceNow, now)).toList();
  }

  /** Which region does what now. */
  public FailoverState state() {
    return state;
  }
}
