package dev.parallax.health.console;

import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Region;
import dev.parallax.core.health.RegionRules;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.runtime.mapping.StandingMapping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts the state together.
 *
 * @param config of the installation
 * @param version of the software
 */
record StateDocument(ParallaxConfig config, String version) {
  /** After this long without a word of any region, what is known may be long past (H7), ms. */
  private static final long SILENT_MS = 3 * RegionRules.REFRESH_MS;

  /** The state of now. Regions that are not configured are left out, as nothing routes to them. */
  StateView of(
      long now,
      Reading reading,
      boolean sampled,
      Map<String, RegionState> states,
      Map<String, AgentTally.Sum> agents,
      Function<String, RecentTraffic.Minute> traffic) {
    long toldAt = states.values().stream().mapToLong(RegionState::getUpdatedAt).max().orElse(0);
    return new StateView(
        now,
        config.isFederated() ? "federated" : "global",
        recovery(),
        config.topics().prefix(),
        version,
        reading,
        states.values().stream().mapToLong(RegionState::getEpoch).max().orElse(0),
        toldAt,
        reading.isLive() ? silence(now, toldAt) : null,
        sampled,
        StandingMapping.of(states.values(), config.regionIds())
            .map(StateView.Agreement::of)
            .orElse(null),
        config.regions().stream()
            .map(region -> region(region, now, states, agents, traffic))
            .toList(),
        states.values().stream().flatMap(StateDocument::links).toList());
  }

  private String recovery() {
    return config.failover().mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String silence(long now, long toldAt) {
    if (toldAt == 0) {
      return "no health application has told any region's state yet";
    }
    return now - toldAt < SILENT_MS
        ? null
        : "the newest state of a region was told %d s ago: no health application seems to write it"
            .formatted((now - toldAt) / 1_000);
  }

  private RegionView region(
      Region region,
      long now,
      Map<String, RegionState> states,
      Map<String, AgentTally.Sum> agents,
      Function<String, RecentTraffic.Minute> traffic) {
    var around =
        new RegionView.Surroundings(
            region.id().equals(config.controlPlane().currentRegion()),
            standsInFor(region.id(), states),
            agents.getOrDefault(region.id(), AgentTally.Sum.NONE),
            traffic.apply(region.id()));
    var state = states.get(region.id());
    return state == null
        ? RegionView.unknown(region, around)
        : RegionView.of(region, state, around, now);
  }

  /** The evacuated that point here (R16), and the primary whose work is done here (F1). */
  private List<String> standsInFor(String id, Map<String, RegionState> states) {
    return states.values().stream()
        .filter(other -> !other.getRegion().equals(id))
        .filter(other -> isEvacuatedTo(id, other) || isReplacedBy(id, other, states))
        .map(RegionState::getRegion)
        .toList();
  }

  private static boolean isEvacuatedTo(String id, RegionState other) {
    return other.getServing() == ServingMode.EVACUATED && id.equals(other.getRedirect());
  }

  private boolean isReplacedBy(String id, RegionState other, Map<String, RegionState> states) {
    var here = states.get(id);
    return config.failover().mode() == FailoverPolicy.Mode.ACTIVE_PASSIVE
        && here != null
        && here.getActive()
        && other.getRegion().equals(config.primary().id());
  }

  private static Stream<StateView.Link> links(RegionState target) {
    return target.getObservers().stream().map(observer -> link(observer, target.getRegion()));
  }

  private static StateView.Link link(ObserverView observer, String target) {
    return new StateView.Link(
        observer.getObserver(),
        target,
        observer.getState().name().toLowerCase(Locale.ROOT),
        observer.getLatencyMs(),
        observer.getError());
  }
}
