package dev.parallax.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads {@code disasterRecovery.failover.triggers} (H5); one that can never fire is a fault. */
final class TriggersReader {
  static final List<String> KEYS =
      List.of("minAgents", "maxErrorRate", "minSamples", "window", "maxLatency");
  static final int SAMPLES = 20;
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST = 1_000_000;

  private TriggersReader() {}

  /**
   * What makes a region UNHEALTHY besides failed probes.
   *
   * @param health how regions are probed
   */
  static FailoverPolicy.Triggers read(Fields failover, HealthCheck health) {
    var fields = failover.section("triggers", KEYS);
    if (fields.at("maxErrorRate").isEmpty()) {
      refuseAlone(fields, "minSamples");
      refuseAlone(fields, "window");
    }
    var minAgents = fields.read("minAgents", TriggersReader::agents);
    var maxErrorRate = fields.read("maxErrorRate", TriggersReader::rate);
    return new FailoverPolicy.Triggers(
        minAgents.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        maxErrorRate.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
        fields.read("minSamples", SAMPLES, at -> at.whole(1, MOST)),
        fields.read("window", WINDOW, TriggersReader::window),
        fields.read("maxLatency", at -> latency(at, health)));
  }

  private static Optional<Integer> agents(Cursor at) {
    var agents = at.whole(0, MOST);
    if (agents.isPresent() && agents.get() == 0) {
      at.refuse("H5", "can never be undercut: a number of agents is 0 or more, so 1 or more here");
      return Optional.empty();
    }
    return agents;
  }

  private static Optional<Double> rate(Cursor at) {
    var rate = at.number().map(Number::doubleValue);
    if (rate.isPresent() && rate.get() >= 1) {
      at.refuse("H5", "can never be exceeded: an error rate is a share, less than 1");
      return Optional.empty();
    }
    if (rate.isPresent() && rate.get() < 0) {
      at.refuse("H5", "is negative: an error rate is a share, 0 or more");
      return Optional.empty();
    }
    return rate;
  }

  /** Traffic is counted by the second. */
  private static Optional<Duration> window(Cursor at) {
    var window = Durations.positive(at);
    if (window.isPresent() && window.get().toSeconds() < 1) {
      at.refuse("H5", "is too short: traffic is counted by the second, so 1s or more");
      return Optional.empty();
    }
    return window;
  }

  /** Only successful probes are measured, and none takes longer than its timeout. */
  private static Optional<Duration> latency(Cursor at, HealthCheck health) {
    var latency = Durations.positive(at);
    if (latency.isPresent() && latency.get().compareTo(health.timeout()) >= 0) {
      at.refuse(
          "H5",
          "can never be exceeded: probes time out after "
              + Durations.print(health.timeout())
              + ", so less than that");
      return Optional.empty();
    }
    return latency;
  }

  private static void refuseAlone(Fields fields, String key) {
    fields
        .at(key)
        .ifPresent(at -> at.refuse("H5", "has no effect without maxErrorRate: remove it"));
  }
}
