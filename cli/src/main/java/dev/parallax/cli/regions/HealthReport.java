package dev.parallax.cli.regions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.Ages;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.fleet.ServingFields;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Region;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.events.TriggerKind;
import dev.parallax.events.TriggerView;
import dev.parallax.runtime.mapping.Serving;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that is known of how one region is. */
record HealthReport(RegionState state, Connection connection, Instant now) {
  private static final String KEY = "%-10s%s";

  /** For people. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    line(lines, "Region", state.getRegion() + named());
    line(lines, "Health", health());
    line(lines, "Cause", state.getCause().isEmpty() ? "-" : state.getCause());
    line(lines, "Since", Instant.ofEpochMilli(state.getSince()) + ", " + age(state.getSince()));
    line(lines, "Agents", state.getAgentsConnected() + " connected" + capabilities());
    line(lines, "Serving", serving());
    line(lines, "Epoch", Long.toString(state.getEpoch()));
    if (state.getPinned()) {
      line(lines, "Pinned", "yes: no automatic failback until 'parallax region failback' (F4)");
    }
    line(lines, "Target", target());
    line(
        lines,
        "As of",
        Instant.ofEpochMilli(state.getUpdatedAt()) + ", " + age(state.getUpdatedAt()));
    lines.add("");
    lines.addAll(observers());
    if (!state.getTriggers().isEmpty()) {
      lines.add("");
      lines.addAll(triggers().lines());
    }
    return List.copyOf(lines);
  }

  private static void line(List<String> lines, String key, String text) {
    lines.add(KEY.formatted(key, text));
  }

  private String age(long at) {
    return Ages.since(at, now);
  }

  /** How long before the state was told: it is told again only when it changes, or in a while. */
  private String before(long at) {
    return Ages.of(Duration.ofMillis(state.getUpdatedAt() - at)) + " before";
  }

  private String named() {
    return connection.config().map(ParallaxConfig::regions).orElse(List.of()).stream()
        .filter(region -> region.id().equals(state.getRegion()))
        .map(Region::name)
        .filter(name -> !name.equals(state.getRegion()))
        .map(name -> " (" + name + ")")
        .findFirst()
        .orElse("");
  }

  private String health() {
    return word(state.getHealth())
        + (state.getHealth() == Health.UNKNOWN && state.getLastVerdict() != Health.UNKNOWN
            ? ", the last verdict was " + word(state.getLastVerdict())
            : "");
  }

  private String capabilities() {
    return state.getAgentsByCapability().isEmpty()
        ? ""
        : new TreeMap<>(state.getAgentsByCapability())
            .entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", ", ": ", ""));
  }

  /** Of a region that serves plainly, nothing more is to be said. */
  private String serving() {
    var words = new Serving(state, now).words();
    return words.isEmpty() ? word(state.getServing()) : String.join(", ", words);
  }

  private String target() {
    var faults = faults();
    return faults.isEmpty()
        ? "fit to take over (F2)"
        : "not fit to take over (F2): " + String.join("; ", faults);
  }

  private List<String> faults() {
    return Fitness.faults(state, connection.config());
  }

  private List<String> observers() {
    if (state.getObservers().isEmpty()) {
      return List.of(
          "No observer has ever probed it: " + Unprobed.advice(connection, state.getRegion()));
    }
    var table =
        Table.of("Observer", "State", "Latency", "Last probe", "Failures", "Successes", "Error");
    for (var seen : state.getObservers()) {
      table.row(
          seen.getObserver(),
          seen.getState().name(),
          seen.getLatencyMs() == null ? "-" : Milliseconds.text(seen.getLatencyMs()),
          before(seen.getLastProbeAt()),
          Integer.toString(seen.getFailures()),
          Integer.toString(seen.getSuccesses()),
          Optional.ofNullable(seen.getError()).orElse("-"));
    }
    return table.lines();
  }

  private Table triggers() {
    var table = Table.of("Trigger", "State", "Since", "Figures");
    for (var trigger : state.getTriggers()) {
      table.row(
          key(trigger.getKind()),
          condition(trigger),
          trigger.getSince() == 0 ? "-" : age(trigger.getSince()),
          trigger.getFigures().isEmpty() ? "-" : trigger.getFigures());
    }
    return table;
  }

  private static String condition(TriggerView trigger) {
    var firing =
        trigger.getFiring() == null ? "cannot be told" : trigger.getFiring() ? "firing" : "clear";
    return trigger.getTripped() ? firing + ", tripped" : firing;
  }

  private static String key(TriggerKind kind) {
    return switch (kind) {
      case MIN_AGENTS -> "minAgents";
      case MAX_ERROR_RATE -> "maxErrorRate";
      case MAX_LATENCY -> "maxLatency";
      case UNKNOWN -> "unknown";
    };
  }

  private static String word(Health health) {
    return health.name().toLowerCase(Locale.ROOT);
  }

  private static String word(ServingMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** The same as a document; times in ms since the epoch. */
  ObjectNode json() {
    var json = Json.object();
    connection.controlPlane().ifPresent(asked -> json.put("controlPlane", asked));
    json.put("region", state.getRegion())
        .put("health", word(state.getHealth()))
        .put("lastVerdict", word(state.getLastVerdict()))
        .put("cause", state.getCause())
        .put("since", state.getSince())
        .put("agents", state.getAgentsConnected());
    json.set("agentsByCapability", Json.tree(new TreeMap<>(state.getAgentsByCapability())));
    ServingFields.put(new Serving(state, now), json);
    var target = json.putObject("target");
    target.put("fit", faults().isEmpty()).set("faults", Json.tree(faults()));
    putObservers(json.putArray("observers"));
    putTriggers(json.putArray("triggers"));
    return json.put("updatedAt", state.getUpdatedAt());
  }

  private void putObservers(ArrayNode array) {
    for (ObserverView seen : state.getObservers()) {
      array
          .addObject()
          .put("observer", seen.getObserver())
          .put("state", seen.getState().name())
          .put("latencyMs", seen.getLatencyMs())
          .put("lastProbeAt", seen.getLastProbeAt())
          .put("failures", seen.getFailures())
          .put("successes", seen.getSuccesses())
          .put("error", seen.getError());
    }
  }

  private void putTriggers(ArrayNode array) {
    for (var trigger : state.getTriggers()) {
      array
          .addObject()
          .put("trigger", key(trigger.getKind()))
          .put("firing", trigger.getFiring())
          .put("tripped", trigger.getTripped())
          .put("since", trigger.getSince())
          .put("figures", trigger.getFigures());
    }
  }
}
