package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** Collects what readers find wrong or dangerous, so that all of it is said at once (C3). */
final class Findings {
  private final List<ConfigFault> faults = new ArrayList<>();
  private final List<ConfigFault> unsupported = new ArrayList<>();
  private final List<ConfigWarning> warnings = new ArrayList<>();

  void add(ConfigFault fault) {
    faults.add(fault);
  }

  /** Adds what is right, but beyond this release. */
  void addUnsupported(ConfigFault finding) {
    unsupported.add(finding);
  }

  /** No release limits what is read. */
  void forgetUnsupported() {
    unsupported.clear();
  }

  void add(ConfigWarning warning) {
    warnings.add(warning);
  }

  /** Whether a fault was found at exactly this path. */
  boolean isFaulty(String path) {
    return faults.stream().anyMatch(fault -> fault.path().equals(path));
  }

  List<ConfigFault> faults() {
    return ordered(faults, ConfigFault::line);
  }

  List<ConfigFault> unsupported() {
    return ordered(unsupported, ConfigFault::line);
  }

  List<ConfigWarning> warnings() {
    return ordered(warnings, ConfigWarning::line);
  }

  /** By line. Two readers of one key may find the same: it is said once. */
  private static <T> List<T> ordered(List<T> found, ToIntFunction<T> line) {
    return found.stream().distinct().sorted(Comparator.comparingInt(line)).toList();
  }
}
