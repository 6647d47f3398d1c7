package dev.parallax.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a document states about failback (F3).
 *
 * @param enabled whether the primary becomes active again by itself
 * @param delay how long it must have been well
 * @param ramp over what time its share grows
 */
record FailbackKeys(
    Optional<Stated<Boolean>> enabled,
    Optional<Stated<Duration>> delay,
    Optional<Stated<Duration>> ramp) {
  static final List<String> KEYS = List.of("enabled", "delay", "ramp");

  static FailbackKeys read(Fields fields) {
    return new FailbackKeys(
        fields.state("enabled", Cursor::flag),
        fields.state("delay", Durations::orZero),
        fields.state("ramp", Durations::orZero));
  }

  /** The two are one block in two places: what both state must agree (C3). */
  FailbackKeys agree(FailbackKeys synonym) {
    return new FailbackKeys(
        Synonyms.agree(List.of(enabled, synonym.enabled)),
        Synonyms.agree(List.of(delay, synonym.delay)),
        Synonyms.agree(List.of(ramp, synonym.ramp)));
  }
}
