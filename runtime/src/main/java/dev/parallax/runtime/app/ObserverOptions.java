package dev.parallax.runtime.app;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of an app that probes regions. */
final class ObserverOptions {
  @Option(
      names = "--observer",
      description =
          "Only probe the other regions, as the observer of this one: no topology, no state.")
  boolean observer;

  @Option(
      names = "--endpoint",
      paramLabel = "REGION=URL",
      description =
          "Where a region is probed from here, if not at its endpoint of the configuration; may be"
              + " repeated.")
  Map<String, URI> endpoints = new LinkedHashMap<>();
}
