package dev.parallax.core.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code disasterRecovery} states.
 *
 * @param fields its keys
 * @param failover keys of {@code failover} below it
 * @param failback what it states about failback
 * @param mode what the regions are to each other
 * @param weights of active-active
 * @param primary of active-passive
 * @param standby what stands in for the primary, in order
 * @param threshold the same as {@code healthCheck.unhealthyThreshold} (C1)
 */
record Recovery(
    Fields fields,
    Fields failover,
    FailbackKeys failback,
    Optional<Stated<FailoverPolicy.Mode>> mode,
    Optional<Stated<Map<String, Double>>> weights,
    Optional<Stated<String>> primary,
    Optional<Stated<List<String>>> standby,
    Optional<Stated<Integer>> threshold) {
  static final Map<String, FailoverPolicy.Mode> MODES =
      Words.of(
          "active-active",
          FailoverPolicy.Mode.ACTIVE_ACTIVE,
          "active-passive",
          FailoverPolicy.Mode.ACTIVE_PASSIVE);
  private static final List<String> KEYS =
      List.of("mode", "regions", "primary", "standby", "failover", "failback");
  private static final List<String> FAILOVER =
      List.of("automatic", "threshold", "cooldown", "triggers");

  /** Where keys belong that are easily written a section too high or too low. */
  private static final Map<String, String> ABOVE_FAILOVER =
      Map.of(
          "automatic", "disasterRecovery.failover.automatic",
          "threshold", "disasterRecovery.failover.threshold",
          "cooldown", "disasterRecovery.failover.cooldown",
          "triggers", "disasterRecovery.failover.triggers");

  private static final Map<String, String> BESIDE_FAILOVER =
      Map.of(
          "standby", "disasterRecovery.standby",
          "failback", "disasterRecovery.failback",
          "minAgents", "disasterRecovery.failover.triggers.minAgents",
          "maxErrorRate", "disasterRecovery.failover.triggers.maxErrorRate",
          "maxLatency", "disasterRecovery.failover.triggers.maxLatency");

  static Recovery read(Fields root, RegionNames names) {
    var fields = root.section("disasterRecovery", KEYS, ABOVE_FAILOVER);
    var failover = fields.section("failover", FAILOVER, BESIDE_FAILOVER);
    return new Recovery(
        fields,
        failover,
        FailbackKeys.read(fields.section("failback", FailbackKeys.KEYS)),
        fields.state("mode", at -> at.choice(MODES)),
        fields.state("regions", at -> Weights.sections(at, names)),
        fields.state("primary", names::read),
        fields.state("standby", at -> some(names.readSome(at))),
        failover.state("threshold", HealthKeys::threshold));
  }

  boolean is(FailoverPolicy.Mode asked) {
    return mode.filter(stated -> stated.value() == asked).isPresent();
  }

  /** Whether no mode is given; a misspelt one is given, but is none. */
  boolean isSilentAboutMode() {
    return fields.at("mode").isEmpty();
  }

  /** Refuses what only active-passive reads. */
  void refuseActivePassive() {
    var only = "has no effect unless disasterRecovery.mode is active-passive: remove it";
    List.of("primary", "standby", "failback")
        .forEach(key -> fields.at(key).ifPresent(at -> at.refuse("C3", only)));
    List.of("automatic", "cooldown")
        .forEach(key -> failover.at(key).ifPresent(at -> at.refuse("C3", only)));
  }

  /** Refuses what only active-active reads. */
  void refuseActiveActive() {
    var only = "has no effect unless disasterRecovery.mode is active-active: remove it";
    fields.at("regions").ifPresent(at -> at.refuse("C3", only));
  }

  static Optional<List<String>> some(List<String> regions) {
    return Optional.of(regions).filter(named -> !named.isEmpty());
  }
}
