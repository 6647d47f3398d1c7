package dev.parallax.runtime.ops;

import java.util.Locale;

/** A process that exposes metrics. */
public enum MetricSource {
  /** The router. */
  ROUTER,
  /** The health application. */
  HEALTH,
  /** {@code health-app --observer}. */
  OBSERVER,
  /** The replicator. */
  REPLICATOR;

  /** As people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
