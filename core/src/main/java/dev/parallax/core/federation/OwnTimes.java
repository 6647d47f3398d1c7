package dev.parallax.core.federation;

import dev.parallax.core.failover.FailoverState;
import dev.parallax.core.fleet.Ramp;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From when cooldown (F2) and ramp (F3) count by this region's clock: from when it learned of them.
 * The agreed state dates them by the clock of whoever led, which may be minutes apart, so that the
 * two are never compared. Immutable.
 *
 * @param automaticAt the last automatic failover as it is agreed; empty if there was none
 * @param automaticSeen when this region learned of it, by its own clock; 0 if there was none
 * @param ramp as it is agreed; absent if there is none
 * @param rampSeen when this region learned of it, by its own clock; 0 if there is none
 */
public record OwnTimes(
    OptionalLong automaticAt, long automaticSeen, Optional<Ramp> ramp, long rampSeen) {
  /** Of a region that has learned of nothing. */
  public static final OwnTimes NONE = new OwnTimes(OptionalLong.empty(), 0, Optional.empty(), 0);

  /** All parts are there. */
  public OwnTimes {
    Objects.requireNonNull(automaticAt, "automaticAt");
    Objects.requireNonNull(ramp, "ramp");
  }

  /** After this was agreed; what is agreed again keeps its time. */
  OwnTimes after(FailoverState agreed, long now) {
    return new OwnTimes(
        agreed.automaticAt(),
        agreed.automaticAt().equals(automaticAt) ? automaticSeen : now,
        agreed.ramp(),
        agreed.ramp().equals(ramp) ? rampSeen : now);
  }

  /** The agreed state by this region's clock. */
  FailoverState own(FailoverState agreed) {
    return agreed.withTimes(ownAutomatic(), ownRamp());
  }

  /** The state that follows, as it is to be agreed: what is not new keeps the date it had. */
  FailoverState agreed(FailoverState own) {
    return own.withTimes(
        own.automaticAt().equals(ownAutomatic()) ? automaticAt : own.automaticAt(),
        own.ramp().equals(ownRamp()) ? ramp : own.ramp());
  }

  private OptionalLong ownAutomatic() {
    return automaticAt.isPresent() ? OptionalLong.of(automaticSeen) : automaticAt;
  }

  private Optional<Ramp> ownRamp() {
    return ramp.map(known -> new Ramp(known.from(), rampSeen, known.durationMs()));
  }
}
