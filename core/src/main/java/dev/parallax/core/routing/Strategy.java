package dev.parallax.core.routing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one region is chosen of those that the constraints left (stage 3 of R1). Immutable. */
sealed interface Strategy permits Latency, Affinity, Capability, Weighted, Failover, Nearest {
  /** As in the configuration. */
  String name();

  /** What it makes of the request. */
  default Ask ask(Request request) {
    return Ask.nothing();
  }

  /**
   * Why a region cannot be chosen whatever its health and agents; else {@link Cause#ELIGIBLE}.
   *
   * @param target the region that stands in for it, which may be itself
   */
  default Cause narrow(Ask ask, int region, int target, Deciding deciding) {
    return Cause.ELIGIBLE;
  }

  /** Capabilities that the region adds to what its agents offer (R9). */
  default Set<String> declaredBy(int region) {
    return Set.of();
  }

  /** Whether health and drain do not exclude the region (R11). */
  default boolean overridesHealth(int region, Deciding deciding) {
    return false;
  }

  /** F8: whether the place is served also where no majority of all regions is heard. */
  default boolean servesAlone(Place place, Deciding deciding) {
    return true;
  }

  /** Whether the region, UNHEALTHY by its error rate alone, has a share as a trial (H5). */
  default boolean tries(Ask ask, int region) {
    return false;
  }

  /** What bears on the region's share besides its figures, for people. */
  default Optional<String> remark(int region, Deciding deciding) {
    return Optional.empty();
  }

  /**
   * Whether the region could win if it were eligible and no other were: no latency bound keeps it
   * out.
   */
  default boolean reaches(int region, Deciding deciding) {
    return true;
  }

  /**
   * The place that wins; null if none can. Only eligible places can win. Tells the decision what it
   * measured by.
   */
  Place choose(Ask ask, Deciding deciding);

  /** Paths of the input that are read, without {@code input.}. */
  default Collection<String> inputPaths() {
    return List.of();
  }
}
