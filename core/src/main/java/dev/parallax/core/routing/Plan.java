package dev.parallax.core.routing;

/**
 * What decisions take from the configuration, compiled once.
 *
 * @param regions as configured
 * @param served those that this control plane serves (C1)
 * @param currentRegion origin of requests that name none (R2)
 * @param crossRegion whether a request may leave its origin (R15)
 * @param residency R5
 * @param strategy R6 to R11
 * @param configHash hash of the configuration
 */
record Plan(
    Regions regions,
    RegionSet served,
    int currentRegion,
    boolean crossRegion,
    Residency residency,
    Strategy strategy,
    String configHash) {

  /** Position of the request's origin (R2); -1 if it names a region that is not defined. */
  int originOf(Request request) {
    return request.origin().isPresent() ? regions.indexOf(request.origin().get()) : currentRegion;
  }
}
