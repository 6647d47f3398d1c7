package dev.parallax.core.federation;

import dev.parallax.core.failover.Command;
import dev.parallax.core.failover.FailoverState;
import dev.parallax.core.failover.Memory;
import dev.parallax.core.failover.RegionAccount;
import dev.parallax.core.failover.RegionPlan;
import dev.parallax.core.failover.RegionVerdicts;
import dev.parallax.core.failover.Telling;
import dev.parallax.core.failover.Vantage;
import dev.parallax.core.health.AgentCounts;
import dev.parallax.core.health.BrokerClock;
import dev.parallax.core.health.ObserverReport;
import dev.parallax.core.health.Probe;
import dev.parallax.core.quorum.Ballot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All regions of one configuration as the control plane of one of them sees them: probes of its own
 * observer, what the others' control planes tell, and commands in; what is to be told and kept out
 * (F8). It has no clock: {@code evidenceNow} is the time of the region's broker, by which evidence
 * ages, and {@code now} the local one. For one thread.
 */
public final class FederatedRegions {
  private final String region;
  private final RegionPlan plan;
  private final Supplier<Workforce> workforce;
  private final Peers peers;
  private final RegionVerdicts verdicts;
  private final Council council;
  private final Telling telling = new Telling();
  private final BrokerClock steady;
  private boolean ballotUntold;
  private Optional<Summary> toldSummary = Optional.empty();
  private Optional<Standing> toldStanding = Optional.empty();

  /**
   * The agents of the region.
   *
   * @param agents all that are connected
   * @param groups those that take work
   */
  public record Workforce(AgentCounts agents, List<WorkGroup> groups) {
    /** Copies the list. */
    public Workforce {
      groups = List.copyOf(groups);
    }
  }

  /**
   * @param memory what is known of regions from before; the failover state is the agreement's
   * @param agreement what is known of the agreement from before, of the region that this is
   * @param format the newest in which this release can write what is agreed
   * @param workforce the region's agents, asked at every look
   */
  public FederatedRegions(
      RegionPlan plan,
      Memory memory,
      CouncilMemory agreement,
      int format,
      Supplier<Workforce> workforce,
      long now) {
    this.region = agreement.ballot().region();
    this.plan = plan;
    this.workforce = workforce;
    this.peers = new Peers(plan.probes().freshMs(), now);
    this.steady = new BrokerClock(0, now, Long.MAX_VALUE / 2);
    var vantage = new Vantage(Optional.of(region), this::agents, peers::ailment);
    this.verdicts = new RegionVerdicts(plan, memory, vantage, now);
    this.council = new Council(plan, agreement, format, steady.now(now), now);
  }

  private AgentCounts agents(String id) {
    return id.equals(region) ? workforce.get().agents() : peers.agents(id);
  }

  /** When the broker received the newest probe that counted; 0 if there is none. */
  public long newestHeardAt() {
    return verdicts.newestHeardAt();
  }

  /** A probe of the region's own observer, as {@link RegionVerdicts#observe}. */
  public boolean observe(Probe probe, long appendedAt, long now) {
    return verdicts.observe(probe, appendedAt, now);
  }

  /** How executions of the region ended, as {@link RegionVerdicts#traffic}. */
  public void traffic(String id, long executions, long failures, long appendedAt) {
    verdicts.traffic(id, executions, failures, appendedAt);
  }

  /**
   * What another region tells of itself; what it says of regions that are not defined is left out.
   * {@link #look} says what follows.
   *
   * @param summary of another region of the configuration
   */
  public void hear(Summary summary, long evidenceNow, long now) {
    peers.hear(summary, now);
    summary
        .sights()
        .forEach(
            (target, seen) -> {
              if (plan.regions().contains(target)) {
                verdicts.told(target, seen, evidenceNow, now);
              }
            });
  }

  /**
   * What another region says in the agreement.
   *
   * @param format the newest in which that region understands what is agreed
   * @return whether {@link #look} must follow at once
   */
  public boolean hear(Ballot<Agreed> ballot, int format, long now) {
    boolean changed = council.hear(ballot, format, steady.now(now));
    ballotUntold |= changed;
    return changed;
  }

  /** What another region says in the agreement is of a format that this release does not know. */
  public void misunderstand(String other) {
    council.misunderstand(other);
  }

  /**
   * An order of an operator; it waits until the regions agree on what becomes of it.
   *
   * @param givenIn region where it was given
   * @param appendedAt when that region's broker received it
   */
  public void order(Command command, String givenIn, long appendedAt, long now) {
    council.order(new Pending(command, givenIn, appendedAt, now));
  }

  /** Judges all regions, and takes part in the agreement on what follows. */
  public FederatedChanges look(long evidenceNow, long now) {
    peers.advance(now);
    verdicts.judge(evidenceNow, now);
    ballotUntold |= council.step(verdicts.sight(), peers::pending, steady.now(now), now);
    var standing = standing(now);
    var accounts = due(accounts(evidenceNow, now), standing);
    var ballot = ballotUntold ? Optional.of(council.ballot()) : Optional.<Ballot<Agreed>>empty();
    ballotUntold = false;
    return new FederatedChanges(
        accounts,
        standing,
        council.takeNotices(),
        council.takeLost(),
        verdicts.watchesToKeep(),
        verdicts.healthsToKeep(),
        ballot,
        council.agreedToKeep(),
        summary(evidenceNow, now),
        council.orderChanges(),
        council.toKeep());
  }

  /** The own region's account is due, too, when the agreement stands otherwise. */
  private List<RegionAccount> due(List<RegionAccount> accounts, Standing standing) {
    var due = new ArrayList<>(telling.due(accounts));
    boolean same = toldStanding.filter(standing::tellsTheSameAs).isPresent();
    toldStanding = Optional.of(standing);
    if (!same && due.stream().noneMatch(this::isOwn)) {
      accounts.stream().filter(this::isOwn).forEach(due::add);
    }
    return due;
  }

  private boolean isOwn(RegionAccount account) {
    return account.report().region().equals(region);
  }

  private Optional<Summary> summary(long evidenceNow, long now) {
    var next = makeSummary(evidenceNow, now);
    if (toldSummary.isPresent() && !next.dueAfter(toldSummary.get(), plan.probes().intervalMs())) {
      return Optional.empty();
    }
    toldSummary = Optional.of(next);
    return toldSummary;
  }

  private Summary makeSummary(long evidenceNow, long now) {
    var role = council.state().role(region);
    var health = verdicts.health(region);
    var force = workforce.get();
    var sights = new TreeMap<String, ObserverReport>();
    for (var target : plan.regions()) {
      verdicts
          .watch(target)
          .seenBy(region, evidenceNow, plan.probes())
          .ifPresent(seen -> sights.put(target, seen));
    }
    return new Summary(
        region,
        health.health(),
        health.ailment(),
        role.serving(),
        role.epoch(),
        force.agents(),
        force.groups(),
        sights,
        council.pending(),
        now);
  }

  /** All that there is to tell of every region, whether it is due or not. */
  public List<RegionAccount> accounts(long evidenceNow, long now) {
    return plan.regions().stream()
        .map(id -> new RegionAccount(verdicts.report(id, evidenceNow, now), state().role(id)))
        .toList();
  }

  /** How the agreement stands. */
  public Standing standing(long now) {
    return council.standing(steady.now(now));
  }

  /** Which region does what, as it was agreed, with its times by the local clock. */
  public FailoverState state() {
    return council.state();
  }
}
