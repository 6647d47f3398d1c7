package dev.parallax.core.routing;

import static dev.parallax.core.routing.Figures.counted;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which reason a request without agents gets (R20, R14). */
final class Refusals {
  private Refusals() {}

  /** R20 for a request that one region would have served. */
  static Refusal ofRegions(Deciding deciding) {
    var reason = reason(deciding);
    var lead =
        switch (reason) {
          case NO_ELIGIBLE_REGION -> "no region that it may go to takes work";
          case LATENCY_EXCEEDED -> "no region is within the latency bound";
          case INSUFFICIENT_AGENTS -> "no region has enough eligible agents";
          default -> "no region has an eligible agent";
        };
    return new Refusal(reason, lead + ": " + whys(deciding));
  }

  /** R14: a named region that cannot take part. */
  static Refusal ofDistribution(Deciding deciding, Place place) {
    var explained = deciding.explain(place.index());
    int usable = place.cause() == Cause.TOO_FEW_AGENTS ? place.agents().count() : 0;
    return new Refusal(
        Reason.INSUFFICIENT_AGENTS,
        explained.region()
            + " has "
            + counted(usable, "eligible agent")
            + ", "
            + place.needed()
            + " needed (R14): "
            + explained.why());
  }

  /** R14: enough in each named region, too few in all. */
  static Refusal ofSum(long eligible, long needed) {
    return new Refusal(
        Reason.INSUFFICIENT_AGENTS,
        "the distribution's regions have "
            + counted(eligible, "eligible agent")
            + " together, "
            + needed
            + " needed (R14)");
  }

  private static Reason reason(Deciding deciding) {
    boolean allowed = false;
    boolean sick = false;
    boolean far = false;
    boolean some = false;
    for (int i = 0; i < deciding.size(); i++) {
      var place = deciding.place(i);
      if (place.isAllowed()) {
        allowed = true;
        sick |= place.hasEnoughAgents() && place.cause().isSickness();
        far |= place.cause() == Cause.BEYOND_BOUND;
        some |= place.agents().count() > 0;
      }
    }
    if (!allowed || sick) {
      return Reason.NO_ELIGIBLE_REGION;
    }
    if (far) {
      return Reason.LATENCY_EXCEEDED;
    }
    return some ? Reason.INSUFFICIENT_AGENTS : Reason.NO_ELIGIBLE_AGENT;
  }

  private static String whys(Deciding deciding) {
    return IntStream.range(0, deciding.size())
        .mapToObj(deciding::explain)
        .map(region -> region.region() + ": " + region.why())
        .collect(Collectors.joining("; "));
  }
}
