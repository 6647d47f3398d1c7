package dev.parallax.router;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.execution.Assignment;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Reason;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Target;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.runtime.federation.Seals;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which regions have a control plane of their own (P7).
 *
 * @param here the current region
 * @param others the regions whose control plane is another one; none where one serves all
 * @param seals of the records that pass between them
 */
record Federation(String here, List<String> others, Seals seals) {
  private static final Pattern PLACEHOLDER = Pattern.compile("[a-z0-9-]+~\\d+\\.\\d+");

  Federation {
    others = List.copyOf(others);
  }

  static Federation of(ParallaxConfig config, Seals seals) {
    return new Federation(
        config.controlPlane().currentRegion(),
        config.isFederated() ? config.otherRegionIds() : List.of(),
        seals);
  }

  boolean isOn() {
    return !others.isEmpty();
  }

  /** Whether agents of the region are chosen and asked by its own control plane. */
  boolean isElsewhere(String region) {
    return isOn() && !region.equals(here);
  }

  /** Whether there is another control plane there: the configuration may no longer have it. */
  boolean hasPeer(String region) {
    return others.contains(region);
  }

  /** Whether any of them is elsewhere. */
  boolean isElsewhere(List<Target> targets) {
    return isOn() && targets.stream().anyMatch(target -> isElsewhere(target.region()));
  }

  /**
   * The decision, unless what it forwards would be no part that the other region takes: parts have
   * bounds ({@link PartFaults}), and so has their topic.
   */
  Decision withinBounds(Decision decision) {
    if (!(decision instanceof Routed routed) || !isElsewhere(routed.targets())) {
      return decision;
    }
    return PartFaults.ofCapabilities(routed.explanation().requiredCapabilities())
        .<Decision>map(
            fault ->
                new Unroutable(
                    Reason.INVALID_REQUEST,
                    "too large to be forwarded to another region (P7): " + fault,
                    routed.explanation(),
                    false))
        .orElse(routed);
  }

  /**
   * The same with a name of its own for every agent that is not known yet: no two attempts of an
   * execution may ask the same one (R12).
   *
   * @param attempt of all targets
   */
  Routed named(Routed routed, int attempt) {
    if (!isElsewhere(routed.targets())) {
      return routed;
    }
    return new Routed(
        routed.targets().stream()
            .map(
                target ->
                    isElsewhere(target.region())
                        ? new Target(
                            target.slot(),
                            target.region(),
                            unknownAgent(target.region(), target.slot(), attempt),
                            target.partition())
                        : target)
            .toList(),
        routed.explanation());
  }

  /** The assignment under the same name as its target. */
  Assignment named(Assignment assignment, int attempt) {
    return isElsewhere(assignment.region())
        ? new Assignment(
            assignment.slot(),
            unknownAgent(assignment.region(), assignment.slot(), attempt),
            assignment.region())
        : assignment;
  }

  /** Whether this is how an agent is called here that is not known yet: no agent may be. */
  static boolean isPlaceholder(String agentId) {
    return PLACEHOLDER.matcher(agentId).matches();
  }

  private static String unknownAgent(String region, int slot, int attempt) {
    return region + "~" + slot + "." + attempt;
  }
}
