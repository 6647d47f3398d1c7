package dev.parallax.cli.routing;

import dev.parallax.cli.console.Table;
import dev.parallax.core.config.Durations;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * How requests are routed, as people read it: what holds first stands first (R1).
 *
 * @param config which says it
 */
record RoutingTables(ParallaxConfig config) {

  /** Tables, each after an empty line. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    add("General", general(), lines);
    residency(lines);
    lines.addAll(new StrategyTables(config.controlPlane().regions()).lines(strategy()));
    return lines;
  }

  /** A table below its title, after an empty line. */
  static void add(String title, Table table, List<String> lines) {
    lines.add("");
    lines.add(title);
    table.lines().forEach(line -> lines.add("  " + line));
  }

  private Table general() {
    var routing = config.routing();
    var controlPlane = config.controlPlane();
    return Table.of("Setting", "Value")
        .row("strategy", strategy().name())
        .row("regions", String.join(", ", controlPlane.regions()))
        .row("origin", controlPlane.currentRegion() + ", where a request names none")
        .row("crossRegionEnabled", crossing(routing.crossRegionEnabled()))
        .row("hold", Durations.print(routing.hold()) + hold())
        .row("maxHeld", routing.maxHeld() + " requests");
  }

  private static String crossing(boolean enabled) {
    return enabled ? "true" : "false: a request never leaves its origin";
  }

  private String hold() {
    return config.routing().hold().isZero()
        ? ": nothing is held"
        : " at most, until what a request lacks is there";
  }

  private void residency(List<String> lines) {
    var residency = config.routing().residency();
    if (residency.rules().isEmpty()) {
      lines.add("");
      lines.add("Residency: no rules, nothing is bound");
      return;
    }
    var table = Table.of("Rule", "Match", "Regions", "Capabilities");
    int number = 1;
    for (var rule : residency.rules()) {
      table.row(
          String.valueOf(number++),
          RuleText.match(rule.match()),
          String.join(", ", rule.regions()),
          RuleText.capabilities(rule.capabilities()));
    }
    add("Residency, before any strategy: the first rule that matches binds", table, lines);
    lines.add("  " + unmatched(residency));
  }

  private static String unmatched(Residency residency) {
    return residency.refuseUnmatched()
        ? "unmatched: refuse, so what no rule matches is unroutable"
        : "unmatched: allow, so what no rule matches is not bound";
  }

  private Strategy strategy() {
    return config.routing().strategy();
  }
}
