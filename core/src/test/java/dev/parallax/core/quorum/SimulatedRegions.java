package dev.parallax.core.quorum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Regions with links that can be cut each way, clocks that run apart, and crashes. Time is
 * simulated, in ms; a step of it is a tick of every region. Everything published is checked.
 */
final class SimulatedRegions {
  /** What happens to what is sent while a link is cut. */
  enum Cut {
    LOSES,
    HOLDS
  }

  private record Link(String from, String to) {}

  private record Delivery(long at, long order, Link link, Ballot<String> ballot) {}

  static final long TICK = 50;
  static final long PROPOSAL = 4 * TICK;

  final Members members;
  final Ledger ledger;
  private final LongSupplier delay;
  private final Map<String, Participant<String>> participants = new HashMap<>();
  private final Map<String, Ballot<String>> stored = new HashMap<>();
  private final Map<String, Double> rates = new HashMap<>();
  private final Set<String> down = new HashSet<>();
  private final Map<Link, Cut> cuts = new HashMap<>();
  private final List<Delivery> held = new ArrayList<>();
  private final PriorityQueue<Delivery> underWay =
      new PriorityQueue<>(
          (a, b) ->
              a.at() == b.at() ? Long.compare(a.order(), b.order()) : Long.compare(a.at(), b.at()));
  private long now;
  private long sent;
  private boolean proposing = true;
  private long mostLeading;

  SimulatedRegions(List<String> regions, LongSupplier delay) {
    this.members = new Members(regions);
    this.ledger = new Ledger(members);
    this.delay = delay;
    for (var region : regions) {
      stored.put(region, Ballot.none(region));
      rates.put(region, 1.0);
      start(region);
    }
  }

  long now() {
    return now;
  }

  Participant<String> at(String region) {
    return participants.get(region);
  }

  long clock(String region) {
    return Math.round(1_000_000 * rates.get(region) + now * rates.get(region));
  }

  /** The region's clock runs so much faster; to be set before anything happens. */
  void clockRuns(String region, double rate) {
    rates.put(region, rate);
    start(region);
  }

  void propose(boolean whoeverLeads) {
    proposing = whoeverLeads;
  }

  void cut(String from, String to, Cut how) {
    cuts.put(new Link(from, to), how);
  }

  void cutOff(String region, Cut how) {
    for (var other : members.regions()) {
      if (!other.equals(region)) {
        cut(region, other, how);
        cut(other, region, how);
      }
    }
  }

  void heal() {
    cuts.clear();
    held.forEach(delivery -> send(delivery.link(), delivery.ballot()));
    held.clear();
  }

  /** Everything but the ballot is lost. */
  void crash(String region) {
    down.add(region);
  }

  /** Goes on after a crash, or crashes and goes on. */
  void start(String region) {
    down.remove(region);
    participants.put(
        region, new Participant<>(members, Times.DEFAULT, stored.get(region), clock(region)));
  }

  boolean isUp(String region) {
    return !down.contains(region);
  }

  void run(long millis) {
    long until = now + millis;
    while (now < until) {
      now += TICK;
      deliver();
      members.regions().stream().filter(this::isUp).forEach(this::tick);
      mostLeading = Math.max(mostLeading, leading().size());
    }
  }

  /** The regions that may propose. */
  List<String> ready() {
    return members.regions().stream()
        .filter(this::isUp)
        .filter(region -> at(region).isLeader(clock(region)))
        .toList();
  }

  /** The regions that hold themselves to lead. */
  List<String> leading() {
    return members.regions().stream()
        .filter(this::isUp)
        .filter(region -> at(region).leader(clock(region)).filter(region::equals).isPresent())
        .toList();
  }

  /** The most that ever did so at the same time. */
  long mostLeading() {
    return mostLeading;
  }

  /** Whether all of these hold the same region to lead, and it is one of them. */
  boolean haveLeader(List<String> regions) {
    var leaders = new HashSet<String>();
    regions.forEach(region -> leaders.add(at(region).leader(clock(region)).orElse("")));
    return leaders.size() == 1 && regions.containsAll(leaders);
  }

  Set<Long> committedNumbers() {
    var numbers = new HashSet<Long>();
    participants.values().forEach(one -> numbers.add(Ledger.numberOf(one.ballot())));
    return numbers;
  }

  private void tick(String region) {
    var participant = at(region);
    if (participant.tick(clock(region))) {
      publish(region);
    }
    if (proposing && now % PROPOSAL == 0 && participant.isLeader(clock(region))) {
      var base = participant.committed().map(Proposal::value).orElse("");
      if (participant.propose(base + region.charAt(0), clock(region))) {
        publish(region);
      }
    }
  }

  private void deliver() {
    while (!underWay.isEmpty() && underWay.peek().at() <= now) {
      var delivery = underWay.poll();
      var to = delivery.link().to();
      if (cuts.containsKey(delivery.link())) {
        hold(delivery);
      } else if (isUp(to) && at(to).hear(delivery.ballot(), clock(to))) {
        publish(to);
      }
    }
  }

  private void hold(Delivery delivery) {
    if (cuts.get(delivery.link()) == Cut.HOLDS) {
      held.add(delivery);
    }
  }

  private void publish(String region) {
    var ballot = at(region).ballot();
    stored.put(region, ballot);
    ledger.enter(ballot);
    for (var other : members.regions()) {
      if (!other.equals(region)) {
        send(new Link(region, other), ballot);
      }
    }
  }

  private void send(Link link, Ballot<String> ballot) {
    underWay.add(new Delivery(now + delay.getAsLong(), sent++, link, ballot));
  }
}
