package dev.parallax.cli.cases;

import dev.parallax.cli.cases.Verdict.Mismatch;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.failover.RegionAccount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets the timeline of one case pass in simulated time. At one moment, first the second before it
 * ends, then what its entries say begins to hold, then all regions probe if it is time, then all of
 * that is looked at together, then commands are given, then expectations are checked.
 */
final class Simulation {
  /** As often as the health application looks when nothing happens. */
  private static final long LOOK_MS = 500;

  private static final long SECOND_MS = 1_000;

  /** Most of what happened that a failed case shows. */
  private static final int SHOWN = 20;

  private final FailoverCase tested;
  private final World world;
  private final long intervalMs;
  private int checked;

  Simulation(FailoverCase tested) {
    this.tested = tested;
    this.world = new World(tested.config());
    this.intervalMs = tested.config().healthCheck().interval().toMillis();
  }

  Verdict judge() {
    var timeline = tested.timeline();
    long end = timeline.get(timeline.size() - 1).at();
    int next = 0;
    for (long at = 0; at <= end; at = following(at, next)) {
      int first = next;
      while (next < timeline.size() && timeline.get(next).at() == at) {
        next++;
      }
      var failed = live(timeline.subList(first, next), at);
      if (failed.isPresent()) {
        return new Verdict(tested, failed);
      }
    }
    return new Verdict(tested, Optional.empty());
  }

  /** The next moment at which something happens. */
  private long following(long at, int next) {
    long soonest = Math.min(after(at, LOOK_MS), after(at, intervalMs));
    return next < tested.timeline().size()
        ? Math.min(soonest, tested.timeline().get(next).at())
        : soonest;
  }

  private static long after(long at, long step) {
    return (at / step + 1) * step;
  }

  private Optional<Mismatch> live(List<Moment> moments, long at) {
    if (at % SECOND_MS == 0) {
      world.endSecond(at);
    }
    moments.forEach(world::become);
    if (at % intervalMs == 0) {
      world.probe(at);
    }
    world.look(at);
    moments.forEach(moment -> moment.command().ifPresent(command -> world.obey(command, at)));
    return moments.stream()
        .flatMap(moment -> moment.expectation().stream())
        .flatMap(expected -> check(expected, at).stream())
        .findFirst();
  }

  private Optional<Mismatch> check(Outcome expected, long at) {
    var since = world.notices().subList(checked, world.notices().size());
    checked = world.notices().size();
    var accounts = world.accounts(at);
    return expected
        .mismatch(accounts, List.copyOf(since))
        .map(
            actual ->
                new Mismatch(
                    "at " + time(at) + ": " + expected.text(),
                    actual,
                    story(accounts, world.notices())));
  }

  private static String story(List<RegionAccount> accounts, List<Notice> notices) {
    var regions = accounts.stream().map(Simulation::line).collect(Collectors.joining("\n"));
    var happened =
        notices.subList(Math.max(0, notices.size() - SHOWN), notices.size()).stream()
            .map(Simulation::line)
            .collect(Collectors.joining("\n"));
    return happened.isEmpty() ? regions + "\nnothing happened" : regions + "\n" + happened;
  }

  private static String line(RegionAccount account) {
    var report = account.report();
    return "%s: %s (%s), %d agents, %s%s"
        .formatted(
            report.region(),
            report.health(),
            report.cause(),
            report.agents().connected(),
            account.role().active() ? "active, " : "",
            account.role().serving());
  }

  private static String line(Notice notice) {
    return "%s %s%s%s: %s%s"
        .formatted(
            time(notice.at()),
            notice.kind(),
            notice.from().map(region -> " from " + region).orElse(""),
            notice.to().map(region -> " to " + region).orElse(""),
            notice.cause(),
            notice.skipped().isEmpty() ? "" : "; skipped " + notice.skipped());
  }

  private static String time(long ms) {
    return ms % SECOND_MS == 0 ? ms / SECOND_MS + "s" : ms + "ms";
  }
}
