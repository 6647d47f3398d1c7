package dev.parallax.core.failover;

import dev.parallax.core.health.AgentCounts;
import dev.parallax.core.health.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final RegionVerdicts verdicts;
  private final Telling telling = new Telling();
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
    this.verdicts = new RegionVerdicts(plan, memory, Vantage.global(agents), now);
    var begun = failover.begin(memory.failover(), now);
    this.state = begun.state();
    this.stateUnkept = !memory.failover().equals(Optional.of(state));
    this.untold.addAll(begun.notices());
  }

  /** When the broker received the newest probe that counted; 0 if there is none. */
  public long newestHeardAt() {
    return verdicts.newestHeardAt();
  }

  /** One more probe, as {@link RegionVerdicts#observe}; {@link #look} says what follows. */
  public boolean observe(Probe probe, long appendedAt, long now) {
    return verdicts.observe(probe, appendedAt, now);
  }

  /** How executions of a region ended, as {@link RegionVerdicts#traffic}. */
  public void traffic(String region, long executions, long failures, long appendedAt) {
    verdicts.traffic(region, executions, failures, appendedAt);
  }

  /** Judges all regions and moves work where that is due (F2, F3). */
  public Changes look(long evidenceNow, long now) {
    verdicts.judge(evidenceNow, now);
    take(failover.step(state, new Event.Seen(verdicts.sight()), now));
    return changes(evidenceNow, now);
  }

  /**
   * Judges all regions and carries out an order (F4 to F6), once.
   *
   * @param appendedAt when the broker received it
   */
  public Changes obey(Command command, long appendedAt, long evidenceNow, long now) {
    verdicts.judge(evidenceNow, now);
    take(failover.step(state, new Event.Ordered(command, appendedAt, verdicts.sight()), now));
    return changes(evidenceNow, now);
  }

  private void take(Step step) {
    stateUnkept |= !step.state().equals(state);
    state = step.state();
    untold.addAll(step.notices());
  }

  private Changes changes(long evidenceNow, long now) {
    var notices = List.copyOf(untold);
    untold.clear();
    var moved = stateUnkept ? Optional.of(state) : Optional.<FailoverState>empty();
    stateUnkept = false;
    return new Changes(
        telling.due(accounts(evidenceNow, now)),
        notices,
        verdicts.watchesToKeep(),
        verdicts.healthsToKeep(),
        moved);
  }

  /** All that there is to tell of every region, whether it is due or not. */
  public List<RegionAccount> accounts(long evidenceNow, long now) {
    return plan.regions().stream()
        .map(
            region ->
                new RegionAccount(verdicts.report(region, evidenceNow, now), state.role(region)))
        .toList();
  }

  /** Which region does what now. */
  public FailoverState state() {
    return state;
  }
}
