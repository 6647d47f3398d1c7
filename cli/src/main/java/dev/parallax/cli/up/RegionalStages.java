package dev.parallax.cli.up;

import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.session.Stop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What is looked at and sent from in every region, where each has a control plane. */
final class RegionalStages implements AutoCloseable {
  private final Map<String, Stage> byRegion = new LinkedHashMap<>();

  private RegionalStages() {}

  static RegionalStages open(RegionClusters clusters) {
    var opened = new RegionalStages();
    try {
      clusters
          .byRegion()
          .forEach((region, connection) -> opened.byRegion.put(region, Stage.open(connection)));
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Waits until every control plane knows the agents of all regions.
   *
   * @return false if it was asked to stop before
   */
  boolean awaitSettled(List<SandboxRegion> regions, Stop stop) {
    return byRegion.values().stream().allMatch(stage -> stage.awaitSettled(regions, stop));
  }

  /** In the order of the regions. */
  void forEach(BiConsumer<String, Stage> action) {
    byRegion.forEach(action);
  }

  @Override
  public void close() {
    byRegion.values().forEach(Stage::close);
  }
}
