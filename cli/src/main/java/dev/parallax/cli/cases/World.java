package dev.parallax.cli.cases;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.failover.Changes;
import dev.parallax.core.failover.Command;
import dev.parallax.core.failover.Memory;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.failover.RegionAccount;
import dev.parallax.core.failover.RegionPlan;
import dev.parallax.core.failover.Regions;
import dev.parallax.core.health.AgentCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Regions as a timeline makes them, watched by the class that the health application runs. For one
 * thread.
 */
final class World {
  private final List<String> ids;
  private final long timeoutMs;
  private final Map<String, Map<String, Outlook>> outlooks = new HashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final Map<String, AgentCounts> agents = new HashMap<>();
  private final Map<String, Moment.Rate> traffic = new HashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private final Regions regions;
  private int commands;

  World(ParallaxConfig config) {
    this.ids = config.regionIds();
    this.timeoutMs = config.healthCheck().timeout().toMillis();
    this.regions =
        new Regions(
            RegionPlan.of(config),
            Memory.NONE,
            region -> agents.getOrDefault(region, AgentCounts.NONE),
            0);
  }

  /** From now on it is as this entry says. */
  void become(Moment moment) {
    moment
        .probes()
        .forEach(
            (target, seen) ->
                outlooks.computeIfAbsent(target, any -> new HashMap<>()).putAll(seen));
    silent.addAll(moment.silent());
    silent.removeAll(moment.observing());
    moment
        .agents()
        .forEach(
            (region, count) ->
                agents.put(region, new AgentCounts(count, Collections.emptySortedMap())));
    traffic.putAll(moment.traffic());
  }

  /** Every region probes every other one, unless it is silent. */
  void probe(long at) {
    for (var target : ids) {
      for (var observer : ids) {
        if (!observer.equals(target) && !silent.contains(observer)) {
          outlooks
              .getOrDefault(target, Map.of())
              .getOrDefault(observer, Outlook.NONE)
              .probe(observer, target, at, timeoutMs)
              .ifPresent(probe -> regions.observe(probe, at, at));
        }
      }
    }
  }

  /** A second of traffic ends. */
  void endSecond(long at) {
    traffic.forEach(
        (region, rate) -> regions.traffic(region, rate.executions(), rate.failures(), at));
  }

  void look(long at) {
    take(regions.look(at, at));
  }

  void obey(Command command, long at) {
    commands++;
    var named =
        new Command(
            command.id() + commands,
            command.kind(),
            command.from(),
            command.to(),
            command.force(),
            command.by());
    take(regions.obey(named, at, at, at));
  }

  private void take(Changes changes) {
    notices.addAll(changes.notices());
  }

  /** All that happened so far. */
  List<Notice> notices() {
    return notices;
  }

  List<RegionAccount> accounts(long at) {
    return regions.accounts(at, at);
  }
}
