package dev.parallax.runtime.conformance;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.RegionStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The fleet of a case. */
final class FleetDocument {
  private FleetDocument() {}

  /** The fleet; configured regions that it does not name are HEALTHY. */
  static Fleet read(Object document, List<String> configured) {
    return Keys.read("fleet", document, keys -> fleet(keys, configured));
  }

  private static Fleet fleet(Keys keys, List<String> configured) {
    var fleet = Fleet.empty();
    var latencies = latencies(keys.map("latencyMs"));
    var regions = keys.map("regions");
    var active = keys.text("active").orElse("");
    boolean forced = keys.flag("forced", false);
    var ids = new LinkedHashSet<>(configured);
    ids.addAll(regions.keySet());
    for (var id : ids) {
      var measured = latencies.getOrDefault(id, Map.of());
      RegionStatus status =
          Keys.read(
              "region " + id,
              regions.get(id),
              region -> status(id, region, id.equals(active), forced, measured));
      fleet = fleet.with(status);
    }
    for (var agent : Keys.listOf(keys.find("agents").orElse(List.of()))) {
      for (var one : Keys.read("agent", agent, FleetDocument::agents)) {
        fleet = fleet.with(one);
      }
    }
    return fleet;
  }

  /** By target, then by observer. */
  private static Map<String, Map<String, Double>> latencies(Map<String, Object> byObserver) {
    var byTarget = new HashMap<String, Map<String, Double>>();
    byObserver.forEach(
        (observer, targets) ->
            Keys.mapOf(targets)
                .forEach(
                    (target, ms) ->
                        byTarget
                            .computeIfAbsent(target, key -> new HashMap<>())
                            .put(observer, ((BigDecimal) ms).doubleValue())));
    return byTarget;
  }

  private static RegionStatus status(
      String id, Keys keys, boolean active, boolean forced, Map<String, Double> latencies) {
    var health = keys.text("health").map(Health::valueOf).orElse(Health.HEALTHY);
    var last = keys.text("last").map(Health::valueOf).orElse(Health.HEALTHY);
    return new RegionStatus(
        id,
        health,
        health == Health.UNKNOWN ? last : health,
        keys.flag("drained", false),
        keys.text("evacuatedTo"),
        active,
        active && forced,
        0,
        latencies);
  }

  private static List<Agent> agents(Keys keys) {
    var id = keys.requiredText("id");
    var region = keys.requiredText("region");
    var capabilities = Set.copyOf(keys.texts("capabilities"));
    int maxConcurrency = keys.count("maxConcurrency").orElse(10);
    double load = keys.number("load").orElse(0.0);
    int inFlight = keys.count("inFlight").orElse(0);
    var status = statusOf(keys.text("status").orElse("connected"));
    var count = keys.count("count");
    var agents = new ArrayList<Agent>();
    for (int i = 1; i <= count.orElse(1); i++) {
      var name = count.isPresent() ? id + "-" + i : id;
      agents.add(
          new Agent(name, region, capabilities, maxConcurrency, load, inFlight, status, 0, "case"));
    }
    return agents;
  }

  private static AgentStatus statusOf(String text) {
    return AgentStatus.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
