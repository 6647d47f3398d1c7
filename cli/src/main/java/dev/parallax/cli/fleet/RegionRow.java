package dev.parallax.cli.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.runtime.mapping.Serving;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of the status of regions.
 *
 * @param region its id
 * @param agents connected agents
 * @param executions that ended there within the last 24 hours
 * @param current whether it is the region that latencies are measured from
 * @param latencyMs from the current region, ms; empty if not measured, or if this is it
 * @param status its health, lower case; absent if nothing is known of it yet
 * @param cause why its health is what it is; empty if nothing is known
 * @param serving what it does; absent if nothing is known of it yet
 */
public record RegionRow(
    String region,
    int agents,
    long executions,
    boolean current,
    OptionalDouble latencyMs,
    Optional<String> status,
    String cause,
    Optional<Serving> serving) {

  String latency() {
    if (current) {
      return "-";
    }
    return latencyMs.isPresent() ? Math.round(latencyMs.getAsDouble()) + "ms" : "n/a";
  }

  String[] cells() {
    return new String[] {
      region, Integer.toString(agents), Long.toString(executions), latency(), words()
    };
  }

  /** Its health, and what it does where that is not plain. */
  public String words() {
    var words = new ArrayList<String>();
    words.add(status.orElse("unknown"));
    serving.ifPresent(known -> words.addAll(known.words()));
    return String.join(", ", words);
  }

  /** For programs. */
  public ObjectNode toJson() {
    var json =
        Json.object()
            .put("region", region)
            .put("agents", agents)
            .put("executions", executions)
            .put("current", current);
    if (latencyMs.isPresent()) {
      json.put("latencyMs", latencyMs.getAsDouble());
    } else {
      json.putNull("latencyMs");
    }
    json.put("status", status.orElse("unknown")).put("cause", cause);
    serving.ifPresent(known -> ServingFields.put(known, json));
    return json;
  }
}
