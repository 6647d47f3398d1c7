package dev.parallax.core.failover;

import dev.parallax.core.fleet.Ramp;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which region does what, and what must be remembered to move it. Immutable.
 *
 * @param epoch number of changes so far (F7)
 * @param notices number of notices so far; identifies them
 * @param active the active region (F1); absent unless active-passive
 * @param pinned whether automatic failback waits for an operator (F4)
 * @param force by what force the active region became active
 * @param automaticAt when the last automatic failover was; empty if there was none
 * @param ramp how the active region's share grows (F3); absent if it has all of it
 * @param redirects evacuated regions and the region that each was sent to (F5)
 * @param drained regions that take no new work (F6)
 * @param blocked causes of FAILOVER_BLOCKED that were told while the active region is sick
 * @param servingSince when each region's serving mode last changed; a region whose mode never did
 *     is absent
 * @param commands that were applied
 */
public record FailoverState(
    long epoch,
    long notices,
    Optional<String> active,
    boolean pinned,
    Force force,
    OptionalLong automaticAt,
    Optional<Ramp> ramp,
    SortedMap<String, String> redirects,
    SortedSet<String> drained,
    SortedSet<String> blocked,
    SortedMap<String, Long> servingSince,
    AppliedCommands commands) {

  /** Copies the collections. */
  public FailoverState {
    redirects = Collections.unmodifiableSortedMap(new TreeMap<>(redirects));
    drained = Collections.unmodifiableSortedSet(new TreeSet<>(drained));
    blocked = Collections.unmodifiableSortedSet(new TreeSet<>(blocked));
    servingSince = Collections.unmodifiableSortedMap(new TreeMap<>(servingSince));
  }

  /** Before anything happened: the primary is active (F1), all regions serve. */
  public static FailoverState begin(FailoverRules rules) {
    return new FailoverState(
        0,
        0,
        rules.order().stream().findFirst(),
        false,
        Force.NONE,
        OptionalLong.empty(),
        Optional.empty(),
        Collections.emptySortedMap(),
        Collections.emptySortedSet(),
        Collections.emptySortedSet(),
        Collections.emptySortedMap(),
        AppliedCommands.NONE);
  }

  /** The same with other times of the last automatic failover and of the ramp. */
  public FailoverState withTimes(OptionalLong otherAutomaticAt, Optional<Ramp> otherRamp) {
    return new FailoverState(
        epoch,
        notices,
        active,
        pinned,
        force,
        otherAutomaticAt,
        otherRamp,
        redirects,
        drained,
        blocked,
        servingSince,
        commands);
  }

  /** What this region has to do. */
  public Role role(String region) {
    boolean isActive = active.filter(region::equals).isPresent();
    boolean forced = isActive && force != Force.NONE;
    return new Role(
        serving(region, isActive, forced),
        Optional.ofNullable(redirects.get(region)),
        isActive,
        forced,
        pinned,
        epoch,
        isActive ? ramp : Optional.empty(),
        servingSince.getOrDefault(region, 0L));
  }

  private ServingMode serving(String region, boolean isActive, boolean forced) {
    if (redirects.containsKey(region)) {
      return ServingMode.EVACUATED;
    }
    if (drained.contains(region) && !forced) {
      return ServingMode.DRAINED;
    }
    return active.isEmpty() || isActive ? ServingMode.SERVING : ServingMode.STANDBY;
  }
}
