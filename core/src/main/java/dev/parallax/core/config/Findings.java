package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what readers find wrong or dangerous, so that all of it is said at once (C3). */
final class Findings {
  private final List<ConfigFault> faults = new ArrayList<>();
  private final List<ConfigWarning> warnings = new ArrayList<>();

  void add(ConfigFault fault) {
    faults.add(fault);
  }

  void add(ConfigWarning warning) {
    warnings.add(warning);
  }

  /** Whether a fault was found at exactly this path. */
  boolean isFaulty(String path) {
    return faults.stream().anyMatch(fault -> fault.path().equals(path));
  }

  /** In the order of the document. Two readers of one key may find the same: it is said once. */
  List<ConfigFault> faults() {
    return faults.stream().distinct().sorted(Comparator.comparingInt(ConfigFault::line)).toList();
  }

  /** In the order of the document. */
  List<ConfigWarning> warnings() {
    return warnings.stream()
        .distinct()
        .sorted(Comparator.comparingInt(ConfigWarning::line))
        .toList();
  }
}
