package dev.parallax.health;

import dev.parallax.core.federation.OwnTimes;
import dev.parallax.core.fleet.Ramp;
import dev.parallax.health.state.TimesRow;
import java.util.Optional;
import java.util.OptionalLong;

/** When a region learned of what was agreed, as the store holds it. */
final class OwnTimesRows {
  private OwnTimesRows() {}

  static TimesRow row(OwnTimes times) {
    var automaticAt = times.automaticAt();
    return new TimesRow(
        automaticAt.isPresent() ? automaticAt.getAsLong() : null,
        times.automaticSeen(),
        times.ramp().map(Ramp::from).orElse(null),
        times.ramp().map(Ramp::startedAt).orElse(0L),
        times.ramp().map(Ramp::durationMs).orElse(0L),
        times.rampSeen());
  }

  static OwnTimes times(TimesRow row) {
    var automaticAt = row.getAutomaticAt();
    return new OwnTimes(
        automaticAt == null ? OptionalLong.empty() : OptionalLong.of(automaticAt),
        row.getAutomaticSeen(),
        Optional.ofNullable(row.getRampFrom())
            .map(from -> new Ramp(from, row.getRampStartedAt(), row.getRampDurationMs())),
        row.getRampSeen());
  }
}
