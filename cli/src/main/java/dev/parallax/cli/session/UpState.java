package dev.parallax.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a running {@code up} tells other commands.
 *
 * @param pid process id of {@code up}
 * @param startedAt when that process started, ms since the epoch; tells it from a later process
 *     with the same id
 * @param bootstrapServers of its cluster, the current region's where each has one
 * @param registryUrl of its schema registry
 * @param routerUrls of its routers by the region of the control plane, the current region's first;
 *     empty if none runs
 * @param brokers of its clusters, by the region of the control plane, the current region's first
 * @param consoleUrls of its consoles, for a browser, by the region of the control plane, the
 *     current region's first; empty if none runs
 * @param config its configuration file
 * @param directory with its logs and data
 * @param children process ids by name, sorted
 */
public record UpState(
    long pid,
    long startedAt,
    String bootstrapServers,
    String registryUrl,
    Map<String, String> routerUrls,
    Map<String, String> brokers,
    Map<String, String> consoleUrls,
    Path config,
    Path directory,
    Map<String, Long> children) {
  /** Sorts the children by name. */
  public UpState {
    routerUrls = Collections.unmodifiableMap(new LinkedHashMap<>(routerUrls));
    brokers = Collections.unmodifiableMap(new LinkedHashMap<>(brokers));
    consoleUrls = Collections.unmodifiableMap(new LinkedHashMap<>(consoleUrls));
    children = Collections.unmodifiableMap(new TreeMap<>(children));
  }

  /**
   * Of the current region's router, whose {@code /.well-known/parallax} clients ask; empty if none
   * runs.
   */
  public String routerUrl() {
    return routerUrls.values().stream().findFirst().orElse("");
  }

  /** Of the current region's console; empty if none runs. */
  public String consoleUrl() {
    return consoleUrls.values().stream().findFirst().orElse("");
  }

  /** Whether the process that wrote this still runs. */
  public boolean isRunning() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(this::isTheSame).orElse(false);
  }

  /** When a process started, ms since the epoch; 0 if the platform does not tell. */
  public static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private boolean isTheSame(ProcessHandle process) {
    return startOf(process) == startedAt;
  }

  ObjectNode toJson() {
    var json =
        Json.object()
            .put("pid", pid)
            .put("startedAt", startedAt)
            .put("bootstrapServers", bootstrapServers)
            .put("registryUrl", registryUrl)
            .put("routerUrl", routerUrl())
            .put("consoleUrl", consoleUrl())
            .put("config", config.toString())
            .put("directory", directory.toString());
    put(json, "routerUrls", routerUrls);
    put(json, "brokers", brokers);
    put(json, "consoleUrls", consoleUrls);
    var pids = json.putObject("children");
    children.forEach(pids::put);
    return json;
  }

  static UpState fromJson(JsonNode json) {
    var children = new TreeMap<String, Long>();
    required(json, "children")
        .properties()
        .forEach(child -> children.put(child.getKey(), child.getValue().asLong()));
    return new UpState(
        required(json, "pid").asLong(),
        required(json, "startedAt").asLong(),
        required(json, "bootstrapServers").asText(),
        required(json, "registryUrl").asText(),
        byRegion(json, "routerUrls"),
        byRegion(json, "brokers"),
        byRegion(json, "consoleUrls"),
        Path.of(required(json, "config").asText()),
        Path.of(required(json, "directory").asText()),
        children);
  }

  private static void put(ObjectNode json, String field, Map<String, String> byRegion) {
    var object = json.putObject(field);
    byRegion.forEach(object::put);
  }

  private static Map<String, String> byRegion(JsonNode json, String field) {
    var byRegion = new LinkedHashMap<String, String>();
    required(json, field)
        .properties()
        .forEach(each -> byRegion.put(each.getKey(), each.getValue().asText()));
    return byRegion;
  }

  private static JsonNode required(JsonNode json, String field) {
    if (!json.has(field)) {
      throw new IllegalArgumentException("no field " + field);
    }
    return json.get(field);
  }
}
