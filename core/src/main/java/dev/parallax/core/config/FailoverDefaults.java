package dev.parallax.core.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** C5. */
final class FailoverDefaults {
  static final FailoverPolicy.Triggers NO_TRIGGERS =
      new FailoverPolicy.Triggers(
          OptionalInt.empty(), OptionalDouble.empty(), 20, Duration.ofMinutes(1), Optional.empty());
  static final FailoverPolicy NONE =
      new FailoverPolicy(
          FailoverPolicy.Mode.NONE,
          true,
          Duration.ofMinutes(5),
          true,
          Duration.ofMinutes(5),
          Duration.ZERO,
          NO_TRIGGERS);

  private FailoverDefaults() {}
}
