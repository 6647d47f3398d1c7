package dev.parallax.cli.check;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the topics of all clusters and looks at everything.
 *
 * @param environment where registries' passwords are found
 * @param limit how long each step of reading may take
 * @param say told every two seconds how much was read
 */
public record Checking(Map<String, String> environment, Duration limit, Consumer<String> say) {

  /** A transaction of ours is open for less, whatever becomes of its producer. */
  private static final long OPEN_MS = 60_000;

  /**
   * Checks the cluster of a connection, or those of all regions where each has its own.
   *
   * @param accepted executions that producers know to be stored, and how often each was sent
   * @param asOf what ended later may still go on, and is not judged; ms since the epoch
   * @throws CommandFailure if a cluster does not answer, or no configuration is known
   */
  public Checked check(Connection connection, Map<String, Integer> accepted, long asOf) {
    var config =
        connection
            .config()
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "where requests may go is worked out from the configuration: name it by"
                            + " --config FILE"));
    var clusters =
        connection.isFederated()
            ? RegionClusters.of(connection).byRegion()
            : Map.of("", connection);
    var registries = new ArrayList<SchemaRegistryClient>();
    try {
      return Checker.check(read(config, clusters, registries, asOf), accepted);
    } finally {
      registries.forEach(SchemaRegistryClient::close);
    }
  }

  private Journals read(
      ParallaxConfig config,
      Map<String, Connection> clusters,
      List<SchemaRegistryClient> registries,
      long asOf) {
    var readings = new LinkedHashMap<Journal, ClusterReading>();
    clusters.forEach(
        (region, cluster) -> {
          var registry = RegistryAccess.client(cluster.registry(), environment);
          registries.add(registry);
          var there = cluster.config().orElse(config);
          var journal = new Journal(region, new PlainRules(there));
          readings.put(
              journal,
              new ClusterReading(
                  cluster,
                  AvroCodecs.lookingUp(registry),
                  journal,
                  config.regionIds(),
                  limit,
                  say));
        });
    for (var step : ClusterReading.Step.values()) {
      readings.values().forEach(reading -> reading.read(step));
    }
    readings.values().forEach(reading -> reading.findOpenTransactions(asOf - OPEN_MS));
    return new Journals(config, List.copyOf(readings.keySet()), asOf);
  }
}
