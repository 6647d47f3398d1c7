package dev.parallax.cli.drills.failover;

import dev.parallax.cli.drills.failover.Chronicle.Decided;
import dev.parallax.cli.drills.failover.Switch.How;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;

/** What was broken and when, and from that and the topics how each switch went. */
final class Breaks {
  private final List<Break> breaks = new ArrayList<>();

  /**
   * One region was broken.
   *
   * @param at this machine's clock, ms since the epoch
   * @param decided what followed
   */
  private record Break(How how, long at, Decided decided) {}

  void add(How how, long at, Decided decided) {
    breaks.add(new Break(how, at, decided));
  }

  /**
   * How each switch went.
   *
   * @param tasks all, in the order of their time
   * @param decisions all, in their order
   */
  List<Switch> switches(
      Tipping tipping,
      List<Tipping.Probed> probes,
      List<Decided> decisions,
      List<Ledger.Task> tasks) {
    return breaks.stream()
        .map(each -> describe(each, tipping, probes, end(each, decisions), tasks))
        .toList();
  }

  /** When the next decision was made. */
  private static long end(Break each, List<Decided> decisions) {
    return decisions.stream()
        .filter(decided -> decided.event().getEpoch() > each.decided().event().getEpoch())
        .mapToLong(Decided::at)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private static Switch describe(
      Break each, Tipping tipping, List<Tipping.Probed> probes, long end, List<Ledger.Task> tasks) {
    var event = each.decided().event();
    var region = event.getFrom();
    long evidence = tipping.at(region, probes, each.decided().at()).orElse(each.decided().at());
    var inOld = new HashSet<String>();
    var worked = OptionalLong.empty();
    long moved = 0;
    long routed = 0;
    for (var task : tasks) {
      if (task.region().equals(region)) {
        inOld.add(task.execution());
      } else if (task.region().equals(event.getTo()) && !task.bound()) {
        boolean during = task.at() >= evidence && task.at() < end;
        moved += during && task.attempt() > 1 && inOld.contains(task.execution()) ? 1 : 0;
        boolean after = task.epoch() == event.getEpoch() && task.attempt() == 1;
        routed += after ? 1 : 0;
        if (after && worked.isEmpty()) {
          worked = OptionalLong.of(task.at());
        }
      }
    }
    return new Switch(
        each.how(),
        region,
        event.getTo(),
        each.at(),
        evidence,
        each.decided().at(),
        worked,
        moved,
        routed);
  }
}
