package dev.parallax.core.config;

import java.util.List;

/**
 * Whether the regions of active-passive can do what their order asks of them (C3, C4).
 *
 * @param order the primary, then those that stand in for it
 * @param at what makes it active-passive
 */
record FailoverOrder(List<String> order, Cursor at) {

  /** A region that takes no work at all can neither serve nor take over. */
  void refuseUnserved(ControlPlane controlPlane) {
    order.stream()
        .filter(region -> !controlPlane.regions().contains(region))
        .forEach(
            region ->
                at.say(
                    "C1",
                    region
                        + " stands in the failover order and is not among controlPlane.regions, so"
                        + " it can never take over: add it there"));
  }

  /** What is never probed has no health, and absent evidence moves nothing (F2). */
  void warnOfUnprobed(List<Region> regions) {
    var unprobed =
        regions.stream()
            .filter(region -> region.endpoint().isEmpty())
            .map(Region::id)
            .filter(order::contains)
            .toList();
    if (order.isEmpty() || unprobed.isEmpty()) {
      return;
    }
    var primary = order.get(0);
    if (unprobed.contains(primary)) {
      at.warn(
          "C4",
          primary
              + " has no endpoint, so no probe finds out that it is down, and nothing fails over:"
              + " give it an endpoint");
    }
    var standbys = order.stream().skip(1).filter(unprobed::contains).toList();
    if (!standbys.isEmpty()) {
      at.warn(
          "C4",
          String.join(", ", standbys)
              + (standbys.size() == 1 ? " has" : " have")
              + " no endpoint, so nobody knows whether work could go there, and none fails over"
              + " to it (F2): give every standby an endpoint");
    }
  }
}
