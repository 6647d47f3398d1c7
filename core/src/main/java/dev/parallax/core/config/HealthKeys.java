package dev.parallax.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a document states about probing; the rest is left to the defaults (C5).
 *
 * @param interval between two probes
 * @param timeout of one probe
 * @param unhealthyThreshold consecutive failures that mean DOWN
 * @param healthyThreshold consecutive successes that mean UP
 */
record HealthKeys(
    Optional<Stated<Duration>> interval,
    Optional<Stated<Duration>> timeout,
    Optional<Stated<Integer>> unhealthyThreshold,
    Optional<Stated<Integer>> healthyThreshold) {
  static final List<String> KEYS =
      List.of("interval", "timeout", "unhealthyThreshold", "healthyThreshold");
  private static final int MOST = 1_000;
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  static HealthKeys read(Fields fields) {
    return new HealthKeys(
        fields.state("interval", Durations::positive),
        fields.state("timeout", Durations::positive),
        fields.state("unhealthyThreshold", HealthKeys::threshold),
        fields.state("healthyThreshold", HealthKeys::threshold));
  }

  /** A count of consecutive probes. */
  static Optional<Integer> threshold(Cursor at) {
    return at.whole(1, MOST);
  }

  /** The two are one block under two names: what both state must agree (C3). */
  HealthKeys agree(HealthKeys synonym) {
    return new HealthKeys(
        Synonyms.agree(List.of(interval, synonym.interval)),
        Synonyms.agree(List.of(timeout, synonym.timeout)),
        Synonyms.agree(List.of(unhealthyThreshold, synonym.unhealthyThreshold)),
        Synonyms.agree(List.of(healthyThreshold, synonym.healthyThreshold)));
  }

  /** The other holds where this is silent (C1). */
  HealthKeys orElse(HealthKeys general) {
    return new HealthKeys(
        interval.or(general::interval),
        timeout.or(general::timeout),
        unhealthyThreshold.or(general::unhealthyThreshold),
        healthyThreshold.or(general::healthyThreshold));
  }

  /** With other spellings of {@code unhealthyThreshold}, which must agree (C1, C3). */
  HealthKeys withThresholds(List<Optional<Stated<Integer>>> synonyms) {
    var all = new ArrayList<Optional<Stated<Integer>>>();
    all.add(unhealthyThreshold);
    all.addAll(synonyms);
    return new HealthKeys(interval, timeout, Synonyms.agree(all), healthyThreshold);
  }

  /** With every default filled in; a default timeout shrinks with a short interval. */
  HealthCheck complete() {
    var every = interval.map(Stated::value).orElse(INTERVAL);
    timeout
        .filter(stated -> stated.value().compareTo(every) > 0)
        .ifPresent(
            stated ->
                stated
                    .at()
                    .refuse("H2", "is longer than the interval of " + Durations.print(every)));
    var fallback = every.compareTo(TIMEOUT) < 0 ? every : TIMEOUT;
    return new HealthCheck(
        every,
        timeout.map(Stated::value).orElse(fallback),
        unhealthyThreshold.map(Stated::value).orElse(3),
        healthyThreshold.map(Stated::value).orElse(2));
  }
}
