package dev.parallax.core.federation;

import dev.parallax.core.failover.Command;
import dev.parallax.core.failover.FailoverRules;
import dev.parallax.core.failover.FailoverState;
import dev.parallax.core.failover.Memory;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.failover.RegionPlan;
import dev.parallax.core.federation.FederatedRegions.Workforce;
import dev.parallax.core.health.AgentCounts;
import dev.parallax.core.health.Probe;
import dev.parallax.core.health.RegionRules;
import dev.parallax.core.health.TriggerRules;
import dev.parallax.core.quorum.Ballot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Three regions with control planes of their own and links between them, by simulated time. What a
 * region keeps outlives its crash; what it had not written is lost.
 */
final class ThreePlanes {
  static final List<String> IDS = List.of("us", "eu", "ap");
  private static final long STEP_MS = 250;
  private static final long INTERVAL_MS = 10_000;
  private static final RegionRules RULES = new RegionRules(INTERVAL_MS, 3, 2, 2);
  static final FailoverRules USUAL = new FailoverRules(IDS, IDS, true, 30_000, true, 60_000, 0, 1);

  private static RegionPlan plan(FailoverRules rules) {
    return new RegionPlan(
        IDS,
        RULES,
        new TriggerRules(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            1,
            60_000,
            OptionalDouble.empty(),
            30_000,
            20_000),
        rules);
  }

  private final RegionPlan plan;

  private final Map<String, Plane> planes = new HashMap<>();
  private final Map<String, Deque<Object>> links = new HashMap<>();
  private final Set<String> cut = new HashSet<>();
  private final Map<String, Integer> agents = new HashMap<>();
  private long now = 1_000_000;

  /** What a region held at one look. */
  record Moment(long epoch, String active) {}

  private record Said(Ballot<Agreed> ballot, int understands) {}

  private record Order(Command command, String region, long at) {}

  /** One region: what runs, and what it has kept. */
  final class Plane {
    private final String id;
    private FederatedRegions regions;
    private Ballot<Agreed> ballot;
    private CouncilMemory kept;
    private Optional<Agreed> keptForAll = Optional.empty();
    private int understands = Agreed.FIRST_FORMAT;
    private final Map<String, Pending> pending = new TreeMap<>();
    final List<Notice> told = new ArrayList<>();
    final List<Moment> history = new ArrayList<>();
    long lost;
    private long ahead;
    boolean down;

    Plane(String id) {
      this.id = id;
      this.kept = CouncilMemory.none(id);
      this.ballot = kept.ballot();
      start();
    }

    private void start() {
      boolean silent = newestFormat(ballot) > understands;
      var memory =
          new CouncilMemory(
              silent ? Ballot.none(id) : ballot,
              silent,
              keptForAll,
              kept.told(),
              kept.withdrawn(),
              kept.times(),
              pending.values().stream()
                  .map(p -> new Pending(p.command(), p.region(), p.appendedAt(), clock()))
                  .toList());
      regions =
          new FederatedRegions(plan, Memory.NONE, memory, understands, this::workforce, clock());
    }

    private long clock() {
      return now + ahead;
    }

    /** Its clock goes so much ahead of the others', in ms; to be set before anything happens. */
    void setClockAhead(long ms) {
      ahead = ms;
      start();
    }

    FailoverState state() {
      return regions.state();
    }

    private Workforce workforce() {
      return new Workforce(new AgentCounts(agents.getOrDefault(id, 1), new TreeMap<>()), List.of());
    }

    private void look() {
      var changes = regions.look(clock(), clock());
      changes.ballot().ifPresent(made -> ballot = made);
      changes.agreed().ifPresent(made -> keptForAll = Optional.of(made));
      changes
          .record()
          .ifPresent(
              made ->
                  kept =
                      new CouncilMemory(
                          ballot,
                          false,
                          Optional.empty(),
                          made.told(),
                          made.withdrawn(),
                          made.times(),
                          List.of()));
      changes.orders().removed().forEach(pending::remove);
      changes.orders().added().forEach(order -> pending.put(order.key(), order));
      told.addAll(changes.notices());
      lost += changes.lost();
      history.add(new Moment(epoch(), active()));
      changes.summary().ifPresent(made -> send(id, made));
      changes.ballot().ifPresent(made -> send(id, new Said(made, understands)));
    }

    private void receive(Object record) {
      if (record instanceof Summary summary) {
        regions.hear(summary, clock(), clock());
      } else if (record instanceof Order order) {
        regions.order(order.command(), order.region(), order.at(), clock());
      } else {
        var said = (Said) record;
        if (newestFormat(said.ballot()) > understands) {
          regions.misunderstand(said.ballot().region());
        } else if (regions.hear(said.ballot(), said.understands(), clock())) {
          look();
        }
      }
    }

    long epoch() {
      return regions.state().epoch();
    }

    String active() {
      return regions.state().active().orElseThrow();
    }

    /** Format of what is agreed, as far as it is kept here. */
    int format() {
      return keptForAll.map(Agreed::format).orElse(0);
    }

    Ballot<Agreed> ballot() {
      return ballot;
    }

    /** Another release goes on with what was kept. */
    void replace(int newest) {
      understands = newest;
      start();
    }

    Standing standing() {
      return regions.standing(clock());
    }

    /** All that runs is lost, but not what was kept. */
    void restart() {
      start();
    }
  }

  private static int newestFormat(Ballot<Agreed> ballot) {
    return Stream.concat(ballot.accepted().stream(), ballot.committed().stream())
        .mapToInt(proposal -> proposal.value().format())
        .max()
        .orElse(0);
  }

  ThreePlanes() {
    this(USUAL);
  }

  ThreePlanes(FailoverRules rules) {
    plan = plan(rules);
    for (var from : IDS) {
      planes.put(from, new Plane(from));
      IDS.forEach(to -> links.put(from + ">" + to, new ArrayDeque<>()));
    }
  }

  Plane in(String id) {
    return planes.get(id);
  }

  void agents(String region, int count) {
    agents.put(region, count);
  }

  void cut(String from, String to) {
    cut.add(from + ">" + to);
  }

  void isolate(String region) {
    for (var other : IDS) {
      cut(region, other);
      cut(other, region);
    }
  }

  void heal() {
    cut.clear();
  }

  private boolean isCut(String from, String to) {
    return cut.contains(from + ">" + to);
  }

  private void send(String from, Object record) {
    IDS.stream()
        .filter(to -> !to.equals(from))
        .forEach(to -> links.get(from + ">" + to).add(record));
  }

  void order(String region, Command command) {
    var order = new Order(command, region, planes.get(region).clock());
    planes.get(region).receive(order);
    send(region, order);
  }

  void pass(long ms) {
    for (long end = now + ms; now < end; now += STEP_MS) {
      if (now % INTERVAL_MS == 0) {
        IDS.forEach(this::probe);
      }
      for (var id : IDS) {
        if (!planes.get(id).down) {
          IDS.forEach(from -> deliver(from, id));
          planes.get(id).look();
        }
      }
    }
  }

  private void probe(String observer) {
    long at = planes.get(observer).clock();
    for (var target : IDS) {
      if (!target.equals(observer) && !planes.get(observer).down) {
        boolean ok =
            !planes.get(target).down && !isCut(observer, target) && !isCut(target, observer);
        var latency = ok ? OptionalDouble.of(80) : OptionalDouble.empty();
        var error = ok ? Optional.<String>empty() : Optional.of("refused");
        planes
            .get(observer)
            .regions
            .observe(new Probe(observer, target, ok, latency, error, at), at, at);
      }
    }
  }

  private void deliver(String from, String to) {
    var link = links.get(from + ">" + to);
    while (!isCut(from, to) && !link.isEmpty()) {
      planes.get(to).receive(link.remove());
    }
  }
}
