package dev.parallax.cli.cluster;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.replication.Carried;
import dev.parallax.core.replication.Flow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The clusters of a federated configuration.
 *
 * @param config the configuration
 * @param byRegion how each is reached, in the order of the regions
 */
public record RegionClusters(ParallaxConfig config, Map<String, Connection> byRegion) {

  /**
   * The clusters of all regions.
   *
   * @throws CommandFailure if all regions share one, or no configuration is known
   */
  public static RegionClusters of(Connection connection) {
    var config =
        connection
            .config()
            .filter(ParallaxConfig::isFederated)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "nothing is copied between regions that share one cluster: name a"
                            + " configuration with controlPlane.mode: federated by --config, or"
                            + " start a sandbox with 'parallax up --federated'"));
    var byRegion = new LinkedHashMap<String, Connection>();
    for (var region : config.regionIds()) {
      byRegion.put(region, Connection.in(region, config, "the configuration"));
    }
    return new RegionClusters(config, byRegion);
  }

  /** The cluster of a region. */
  public Connection in(String region) {
    return byRegion.get(region);
  }

  /** Every direction in which something is to be copied, by target, in the order of the regions. */
  public List<Flow> flows() {
    var regions = config.regionIds();
    return regions.stream()
        .flatMap(
            target ->
                regions.stream()
                    .filter(source -> !source.equals(target))
                    .map(source -> new Flow(source, target)))
        .filter(flow -> Carried.of(config, flow).isAny())
        .toList();
  }

  /**
   * The flow of this name.
   *
   * @throws CommandFailure naming those that there are
   */
  public Flow flow(String name) {
    return flows().stream()
        .filter(flow -> flow.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "there is no flow %s; there are %s"
                        .formatted(
                            name,
                            flows().stream().map(Flow::name).collect(Collectors.joining(", ")))));
  }
}
