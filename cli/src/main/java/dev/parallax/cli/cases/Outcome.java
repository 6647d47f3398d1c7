package dev.parallax.cli.cases;

import dev.parallax.core.failover.Notice;
import dev.parallax.core.failover.RegionAccount;
import dev.parallax.core.failover.ServingMode;
import dev.parallax.core.fleet.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What must hold at a moment of a timeline.
 *
 * @param active the active region; absent if not asked
 * @param health of regions
 * @param epoch number of changes so far; empty if not asked
 * @param events kinds of what happened since the entry before that expects something, in order;
 *     absent if not asked
 * @param refused a text that stands in the reason of a refusal since then; absent if not asked
 * @param serving whether regions are in serving mode SERVING: a region that stands by is not
 */
record Outcome(
    Optional<String> active,
    Map<String, Health> health,
    OptionalLong epoch,
    Optional<List<Notice.Kind>> events,
    Optional<String> refused,
    Map<String, Boolean> serving) {
  Outcome {
    health = new TreeMap<>(health);
    serving = new TreeMap<>(serving);
  }

  /** In one line for people. */
  String text() {
    var parts = new ArrayList<String>();
    active.ifPresent(region -> parts.add("active " + region));
    health.forEach((region, state) -> parts.add(region + " " + state));
    epoch.ifPresent(number -> parts.add("epoch " + number));
    events.ifPresent(kinds -> parts.add("events " + kinds));
    refused.ifPresent(said -> parts.add("refused with \"" + said + "\""));
    serving.forEach((region, is) -> parts.add(region + (is ? " serving" : " not serving")));
    return String.join("; ", parts);
  }

  /** What does not hold, in one line; empty if all does. */
  Optional<String> mismatch(List<RegionAccount> accounts, List<Notice> since) {
    var parts = new ArrayList<String>();
    addActive(accounts, parts);
    health.forEach(
        (region, state) -> {
          var is = of(region, accounts).report().health();
          if (is != state) {
            parts.add(region + " " + is);
          }
        });
    long count = accounts.get(0).role().epoch();
    if (epoch.isPresent() && epoch.getAsLong() != count) {
      parts.add("epoch " + count);
    }
    addEvents(since, parts);
    addRefusal(since, parts);
    serving.forEach(
        (region, is) -> {
          var mode = of(region, accounts).role().serving();
          if (is != (mode == ServingMode.SERVING)) {
            parts.add(region + " " + mode);
          }
        });
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private void addActive(List<RegionAccount> accounts, List<String> parts) {
    var is =
        accounts.stream()
            .filter(account -> account.role().active())
            .map(account -> account.report().region())
            .findFirst();
    if (active.isPresent() && !active.equals(is)) {
      parts.add(is.map(region -> "active " + region).orElse("no active region"));
    }
  }

  /** A refusal that {@code refused} asks for need not stand among the events as well. */
  private void addEvents(List<Notice> since, List<String> parts) {
    var kinds = since.stream().map(Notice::kind).toList();
    var others = kinds.stream().filter(kind -> kind != Notice.Kind.REFUSED).toList();
    if (events.isPresent()
        && !events.get().equals(kinds)
        && (refused.isEmpty() || !events.get().equals(others))) {
      parts.add("events " + kinds);
    }
  }

  private void addRefusal(List<Notice> since, List<String> parts) {
    var reasons =
        since.stream()
            .filter(notice -> notice.kind() == Notice.Kind.REFUSED)
            .map(Notice::cause)
            .toList();
    if (refused.isPresent() && reasons.stream().noneMatch(why -> why.contains(refused.get()))) {
      parts.add(reasons.isEmpty() ? "nothing refused" : "refused with " + reasons);
    }
  }

  private static RegionAccount of(String region, List<RegionAccount> accounts) {
    return accounts.stream()
        .filter(account -> account.report().region().equals(region))
        .findFirst()
        .orElseThrow();
  }
}
