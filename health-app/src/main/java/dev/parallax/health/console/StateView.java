package dev.parallax.health.console;

import java.util.List;

/**
 * Everything but decisions and events; its fields are those of the JSON.
 *
 * @param at when this was made, by the clock of the health app, ms since the epoch
 * @param controlPlane {@code global} or {@code federated}
 * @param recovery {@code active-passive}, {@code active-active} or {@code none}
 * @param topics prefix of the topics
 * @param version of the software
 * @param reading how the reading of topics stands
 * @param epoch the highest of the failover state that was told (F7)
 * @param toldAt when the newest state of a region was made, ms since the epoch; 0 if none was
 * @param silence why all of it may be past; null if it is not
 * @param sampled whether decisions come faster than they are shown
 * @param regions in the configuration's order
 * @param links what regions see of each other
 */
record StateView(
    long at,
    String controlPlane,
    String recovery,
    String topics,
    String version,
    Reading reading,
    long epoch,
    long toldAt,
    String silence,
    boolean sampled,
    List<RegionView> regions,
    List<Link> links) {

  /**
   * What one region sees of another (H2, H4).
   *
   * @param from the region that probes
   * @param to the region that is probed
   * @param state {@code up}, {@code down} or {@code unknown}
   * @param latencyMs round trip; null if not measured
   * @param error why the last probe failed; null if it did not
   */
  record Link(String from, String to, String state, Double latencyMs, String error) {}
}
