package dev.parallax.cli.up;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Environment variables that processes of a region are started with besides this process's own.
 * Whoever changes them restarts what is to have them. Safe for several threads.
 */
final class Surroundings {
  private final Map<String, Map<String, String>> byRegion = new ConcurrentHashMap<>();

  /** From now on processes of this region are started with these. */
  void set(String region, Map<String, String> variables) {
    byRegion.put(region, Map.copyOf(variables));
  }

  /** None if nothing was said. */
  Map<String, String> of(String region) {
    return byRegion.getOrDefault(region, Map.of());
  }
}
