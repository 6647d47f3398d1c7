package dev.parallax.benchmarks;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Router;

/** A router, a fleet, and requests that come round and round. One thread. */
final class Routes {
  private static final int REQUESTS = 1 << 12;
  private static final long NOW = 1_000_000;

  private final Router router;
  private final Fleet fleet;
  private final Request[] requests;
  private int next;

  /**
   * @throws IllegalStateException if a request would not be routed: a refusal takes another path,
   *     and would blur what is measured
   */
  Routes(String strategy, String residency, Size size) {
    router =
        Router.of(
            Configs.of(
                size, Strategies.named(strategy, size), Strategies.residency(residency, size)),
            "0123456789abcdef");
    fleet = Fleets.of(size);
    requests = Requests.of(size, REQUESTS);
    requireRouted(strategy, residency);
  }

  Decision decide() {
    return router.decide(requests[next++ & (REQUESTS - 1)], fleet, NOW);
  }

  private void requireRouted(String strategy, String residency) {
    int refused = 0;
    for (int i = 0; i < REQUESTS; i++) {
      if (!(decide() instanceof Routed)) {
        refused++;
      }
    }
    if (refused > 0) {
      throw new IllegalStateException(
          strategy + ", residency " + residency + ": not routed: " + refused);
    }
  }
}
