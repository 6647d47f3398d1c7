package dev.parallax.core.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one trigger says at one moment.
 *
 * @param kind which one
 * @param firing whether its condition holds; absent if that cannot be told: too few samples, or
 *     nothing measured
 * @param figures the measured value beside its bound, for people
 */
record TriggerReading(TriggerKind kind, Optional<Boolean> firing, String figures) {

  /** One per configured trigger, in the order of their kinds. */
  static List<TriggerReading> of(RegionEvidence evidence, long evidenceNow, TriggerRules rules) {
    var readings = new ArrayList<TriggerReading>();
    rules.minAgents().ifPresent(least -> readings.add(agents(evidence.agents(), least)));
    rules
        .maxErrorRate()
        .ifPresent(most -> readings.add(errorRate(evidence.traffic(), most, evidenceNow, rules)));
    rules.maxLatencyMs().ifPresent(most -> readings.add(latency(evidence, most)));
    return readings;
  }

  private static TriggerReading agents(int connected, int least) {
    return new TriggerReading(
        TriggerKind.MIN_AGENTS,
        Optional.of(connected < least),
        "%d agents, minAgents %d".formatted(connected, least));
  }

  private static TriggerReading errorRate(
      TrafficWindow traffic, double most, long now, TriggerRules rules) {
    var counts = traffic.within(rules.windowMs(), now);
    var bound = "maxErrorRate %s over %d s".formatted(number(most), rules.windowMs() / 1_000);
    if (counts.executions() < rules.minSamples()) {
      return new TriggerReading(
          TriggerKind.MAX_ERROR_RATE,
          Optional.empty(),
          "%d executions, %d needed, %s".formatted(counts.executions(), rules.minSamples(), bound));
    }
    return new TriggerReading(
        TriggerKind.MAX_ERROR_RATE,
        Optional.of(counts.failures() > most * counts.executions()),
        "error rate %s (%d of %d executions), %s"
            .formatted(
                number((double) counts.failures() / counts.executions()),
                counts.failures(),
                counts.executions(),
                bound));
  }

  private static TriggerReading latency(RegionEvidence evidence, double most) {
    var median = evidence.medianLatencyMs();
    var bound = "maxLatency " + number(most) + " ms";
    return median.isEmpty()
        ? new TriggerReading(TriggerKind.MAX_LATENCY, Optional.empty(), "not measured, " + bound)
        : new TriggerReading(
            TriggerKind.MAX_LATENCY,
            Optional.of(median.getAsDouble() > most),
            "median latency %.1f ms, %s".formatted(median.getAsDouble(), bound));
  }

  private static String number(double value) {
    var text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
