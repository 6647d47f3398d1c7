package dev.parallax.benchmarks.fuzz;

import dev.parallax.runtime.ops.Meters;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * An app's topology.
 *
 * @param topology ready to run
 * @param stores that may be part of it, with the settings of their changelogs
 * @param properties that the app adds to those of all apps
 * @param meters that it counts with
 */
public record AppTopology(
    Topology topology,
    List<StoreBuilder<?>> stores,
    Map<String, Object> properties,
    Meters meters) {
  /** Copies what can be copied. */
  public AppTopology {
    stores = List.copyOf(stores);
    properties = Map.copyOf(properties);
  }
}
