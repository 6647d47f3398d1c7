package dev.parallax.health.console;

import dev.parallax.core.federation.Standing;
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
 * @param agreement how the agreement of the regions stands, as this one sees it (F8); null if one
 *     control plane serves all, or nothing is known
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
    Agreement agreement,
    List<RegionView> regions,
    List<Link> links) {

  /**
   * The agreement of the regions on the failover state.
   *
   * @param leader region that leads; null if none is heard
   * @param term in which it leads
   * @param majority whether a majority of the regions is heard
   * @param sees the regions that are heard, this one included
   * @param since when {@code majority} last changed, ms since the epoch
   * @param problem why nothing is agreed here, for people; null if it is
   */
  record Agreement(
      String leader, long term, boolean majority, List<String> sees, long since, String problem) {
    static Agreement of(Standing standing) {
      return new Agreement(
          standing.leader().orElse(null),
          standing.term(),
          standing.majority(),
          standing.sees(),
          standing.since(),
          standing.problem().orElse(null));
    }
  }

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
