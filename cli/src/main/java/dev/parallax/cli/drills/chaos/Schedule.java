package dev.parallax.cli.drills.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What happens when: it follows from the seed and these arguments alone.
 *
 * <p>At most two mishaps are under way at once, and of those one part of a region is hit once; at
 * most one region at a time is short of agents, each for at most 40% of the time; all is over ten
 * seconds before the end. So work goes on somewhere, and what is bound to a region ends there.
 *
 * @param seed it follows from
 * @param length of the drill
 * @param mishaps in the order of their beginnings
 */
record Schedule(long seed, Duration length, List<Mishap> mishaps) {
  static final Duration FIRST = Duration.ofSeconds(5);
  static final Duration QUIET_AT_THE_END = Duration.ofSeconds(10);
  static final int AT_ONCE = 2;

  /** Share of the time that a region may be without agents. */
  static final double WITHOUT_AGENTS = 0.4;

  private static final int LEAST_PAUSE_MS = 2_000;
  private static final int MOST_PAUSE_MS = 9_000;
  private static final int LEAST_SHIFT_S = 10;
  private static final int MOST_SHIFT_S = 120;

  /** Copies the list. */
  Schedule {
    mishaps = List.copyOf(mishaps);
  }

  /**
   * A schedule.
   *
   * @param regions all of them
   * @param homes those that have a control plane
   * @param kinds what may happen
   */
  static Schedule of(
      long seed, Duration length, List<String> regions, List<String> homes, Set<Kind> kinds) {
    var draft = new Draft(new Random(seed), length, regions, homes);
    var deck = new ArrayList<Kind>();
    var at = FIRST;
    while (at.compareTo(length.minus(QUIET_AT_THE_END)) < 0) {
      if (deck.isEmpty()) {
        deck.addAll(kinds.stream().sorted().toList());
        Collections.shuffle(deck, draft.random);
      }
      draft.add(deck.remove(deck.size() - 1), at);
      at = at.plusMillis(draft.between(LEAST_PAUSE_MS, MOST_PAUSE_MS));
    }
    draft.mishaps.sort(Comparator.comparing(Mishap::at));
    return new Schedule(seed, length, draft.mishaps);
  }

  /** A schedule that is being made. */
  private static final class Draft {
    private final Random random;
    private final Duration length;
    private final List<String> regions;
    private final List<String> homes;
    private final List<Mishap> mishaps = new ArrayList<>();

    private Draft(Random random, Duration length, List<String> regions, List<String> homes) {
      this.random = random;
      this.length = length;
      this.regions = regions;
      this.homes = homes;
    }

    private int between(int least, int most) {
      return least + random.nextInt(most - least + 1);
    }

    /** If the limits allow it. */
    private void add(Kind kind, Duration at) {
      var where = kind.isOfControlPlane() ? homes : regions;
      var region = where.get(random.nextInt(where.size()));
      var lasts =
          Duration.ofMillis(between(kind.leastSeconds() * 1_000, kind.mostSeconds() * 1_000));
      int sign = random.nextBoolean() ? 1 : -1;
      int shift = sign * between(LEAST_SHIFT_S, MOST_SHIFT_S);
      var mishap =
          new Mishap(
              kind,
              region,
              at,
              lasts,
              kind == Kind.CLOCK ? Duration.ofSeconds(shift) : Duration.ZERO);
      if (isAllowed(mishap)) {
        mishaps.add(mishap);
      }
    }

    private boolean isAllowed(Mishap mishap) {
      var beside = mishaps.stream().filter(mishap::overlaps).toList();
      return mishap.end().compareTo(length.minus(QUIET_AT_THE_END)) <= 0
          && beside.size() < AT_ONCE
          && beside.stream().noneMatch(other -> excludes(mishap, other))
          && isBearable(mishap);
    }

    /** A clock that is wrong is so for whatever starts meanwhile, so nothing else may. */
    private static boolean excludes(Mishap one, Mishap other) {
      boolean both = one.kind().part() == other.kind().part();
      boolean near = one.region().equals(other.region());
      boolean clock = one.kind() == Kind.CLOCK || other.kind() == Kind.CLOCK;
      return (near && (both || clock)) || (both && one.kind().part() == Kind.Part.CAPACITY);
    }

    private boolean isBearable(Mishap mishap) {
      if (mishap.kind().part() != Kind.Part.CAPACITY) {
        return true;
      }
      long before =
          mishaps.stream()
              .filter(other -> other.kind().part() == Kind.Part.CAPACITY)
              .filter(other -> other.region().equals(mishap.region()))
              .mapToLong(other -> other.length().toMillis())
              .sum();
      return before + mishap.length().toMillis() <= WITHOUT_AGENTS * length.toMillis();
    }
  }

  /** For people. */
  List<String> lines() {
    return mishaps.stream().map(Mishap::toString).toList();
  }
}
