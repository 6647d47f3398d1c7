package dev.parallax.core.federation;

import dev.parallax.core.failover.Command;
import dev.parallax.core.failover.Event;
import dev.parallax.core.failover.Failover;
import dev.parallax.core.failover.FailoverState;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.failover.RegionPlan;
import dev.parallax.core.failover.Sight;
import dev.parallax.core.failover.Step;
import dev.parallax.core.quorum.Ballot;
import dev.parallax.core.quorum.Members;
import dev.parallax.core.quorum.Participant;
import dev.parallax.core.quorum.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One region's part in the agreement on the failover state (F8). Whoever leads steps the agreed
 * state by the rules of F1 to F7 and proposes what comes of it; every region, the leader included,
 * adopts only what is agreed, and tells each notice once. {@code steady} is a clock that never goes
 * back, by which leases run; {@code now} the local time, which dates changes. For one thread.
 */
final class Council {
  private final String region;
  private final List<String> regions;
  private final Failover failover;
  private final Participant<Agreed> participant;
  private final Orders orders;
  private final Formats formats;
  private final boolean silent;
  private final List<Notice> untold = new ArrayList<>();
  private Agreed agreed;
  private long number;
  private OwnTimes times;
  private long lost;
  private long told;
  private boolean toldUnkept;
  private boolean agreedUnkept;
  private boolean majority;
  private long since;

  Council(RegionPlan plan, CouncilMemory memory, int format, long steady, long now) {
    this.region = memory.ballot().region();
    this.regions = plan.regions();
    this.failover = new Failover(plan.failover());
    this.participant =
        new Participant<>(new Members(plan.regions()), Times.DEFAULT, memory.ballot(), steady);
    this.orders = new Orders(region, memory.pending(), memory.withdrawn());
    this.formats = new Formats(region, regions, format);
    this.silent = memory.silent();
    this.agreed = memory.understood().orElseGet(() -> Agreed.begin(plan.failover()));
    this.told = memory.told();
    this.times = memory.times();
    this.since = now;
    adopt(now);
  }

  /** A ballot of another region. Returns whether the own one changed. */
  boolean hear(Ballot<Agreed> ballot, int format, long steady) {
    formats.understands(ballot.region(), format);
    return !silent && participant.hear(ballot, steady);
  }

  void misunderstand(String other) {
    formats.isNewer(other);
  }

  void order(Pending pending) {
    orders.add(pending, agreed.state().commands());
  }

  /**
   * Time passed, or something about a region may have changed.
   *
   * @param wantedBy the commands that a region still wants to be obeyed
   * @return whether the own ballot changed
   */
  boolean step(Sight sight, Function<String, Set<String>> wantedBy, long steady, long now) {
    boolean changed = !silent && participant.tick(steady);
    adopt(now);
    if (participant.isLeader(steady)) {
      var next = next(sight, orders.due(wantedBy, now), now);
      int format = formats.next(agreed.format());
      if (!next.state().equals(agreed.state()) || format != agreed.format()) {
        changed |= participant.propose(agreed.after(next, format), steady);
        adopt(now);
      }
    }
    orders.settle(agreed.state().commands());
    orders.withdraw(wantedBy, now).forEach(command -> refuse(command, steady, now));
    noteMajority(steady, now);
    return changed;
  }

  private Step next(Sight sight, List<Pending> due, long now) {
    var begun = failover.begin(Optional.of(state()), now);
    var notices = new ArrayList<>(begun.notices());
    var state = begun.state();
    for (var pending : due) {
      var event = new Event.Ordered(pending.command(), pending.appendedAt(), sight);
      var step = failover.step(state, event, now);
      state = step.state();
      notices.addAll(step.notices());
    }
    var last = failover.step(state, new Event.Seen(sight), now);
    notices.addAll(last.notices());
    return new Step(times.agreed(last.state()), notices);
  }

  private void adopt(long now) {
    participant
        .committed()
        .filter(last -> last.number() != number)
        .ifPresent(
            last -> {
              number = last.number();
              agreed = last.value();
              agreedUnkept = true;
            });
    noteTimes(now);
    if (agreed.state().notices() > told) {
      lost += agreed.lostAfter(told);
      untold.addAll(agreed.noticesAfter(told));
      told = agreed.state().notices();
      toldUnkept = true;
    }
  }

  private void noteTimes(long now) {
    var after = times.after(agreed.state(), now);
    toldUnkept |= !after.equals(times);
    times = after;
  }

  /** It may have been obeyed elsewhere without this region's knowing: then that is told, too. */
  private void refuse(Command command, long steady, long now) {
    untold.add(
        new Notice(
            "refused-" + region + "-" + command.id(),
            agreed.state().epoch(),
            Notice.Kind.REFUSED,
            command.from(),
            command.to(),
            whyNotObeyed(steady),
            command.by(),
            Optional.of(command.id()),
            List.of(),
            now));
  }

  private String whyNotObeyed(long steady) {
    boolean heard = participant.inContact(steady);
    return "%s: %s saw %s of %s for %d s (F8); %s"
        .formatted(
            heard ? "no region that leads obeyed it" : "no majority of regions",
            region,
            String.join(", ", sees(steady)),
            String.join(", ", regions),
            Orders.PATIENCE_MS / 1_000,
            heard
                ? "order where another region is asked, or again when all see each other"
                : "order again when they see each other");
  }

  private void noteMajority(long steady, long now) {
    boolean heard = participant.inContact(steady);
    if (heard != majority) {
      majority = heard;
      since = now;
    }
  }

  private List<String> sees(long steady) {
    var heard = participant.peersHeard(steady);
    return regions.stream().filter(id -> id.equals(region) || heard.contains(id)).toList();
  }

  Standing standing(long steady) {
    return new Standing(
        region,
        participant.leader(steady),
        participant.ballot().term(),
        number,
        majority,
        sees(steady),
        regions,
        formats.problem(silent),
        since);
  }

  /** What is agreed, with its times by the local clock. */
  FailoverState state() {
    return times.own(agreed.state());
  }

  /** What is agreed; absent if it did not change since the last call. */
  Optional<Agreed> agreedToKeep() {
    boolean changed = agreedUnkept;
    agreedUnkept = false;
    return changed ? Optional.of(agreed) : Optional.empty();
  }

  Ballot<Agreed> ballot() {
    return participant.ballot();
  }

  List<String> pending() {
    return orders.wanted();
  }

  OrderChanges orderChanges() {
    return orders.changes();
  }

  /** What happened and was not told here yet. */
  List<Notice> takeNotices() {
    var notices = List.copyOf(untold);
    untold.clear();
    return notices;
  }

  /** How many of those that happened before them are not known here, since the last call. */
  long takeLost() {
    long count = lost;
    lost = 0;
    return count;
  }

  /** What of it is to be stored beside the ballot and the commands; absent if nothing changed. */
  Optional<CouncilRecord> toKeep() {
    boolean changed = orders.hasWithdrawn() || toldUnkept;
    toldUnkept = false;
    return changed
        ? Optional.of(new CouncilRecord(told, orders.withdrawn(), times))
        : Optional.empty();
  }
}
