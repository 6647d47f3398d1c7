package dev.parallax.cli.regions;

import dev.parallax.events.HealthProbe;
import java.util.ArrayList;
import java.util.List;

/** Probes of one pair, and what they say together. */
final class RoundTrips {
  private final List<HealthProbe> probes = new ArrayList<>();

  void add(HealthProbe probe) {
    probes.add(probe);
  }

  int size() {
    return probes.size();
  }

  List<HealthProbe> probes() {
    return List.copyOf(probes);
  }

  /** Of those that were answered, ms, the shortest first. */
  List<Double> sorted() {
    return probes.stream()
        .filter(probe -> probe.getOk() && probe.getLatencyMs() != null)
        .map(HealthProbe::getLatencyMs)
        .sorted()
        .toList();
  }

  /** In ms; of an even number the mean of the middle two. There must be one that was answered. */
  double median() {
    var sorted = sorted();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  double min() {
    return sorted().get(0);
  }

  double max() {
    return sorted().get(sorted().size() - 1);
  }
}
