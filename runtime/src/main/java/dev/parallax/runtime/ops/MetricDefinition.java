package dev.parallax.runtime.ops;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the catalogue says of a metric.
 *
 * @param kind type
 * @param name as Prometheus shows it
 * @param unit what its value counts or measures
 * @param meaning in one sentence
 * @param labels in the catalogue's order
 * @param sources processes that expose it
 * @param alerts names of the alerts that look at it
 */
record MetricDefinition(
    Metric.Kind kind,
    String name,
    String unit,
    String meaning,
    List<MetricLabel> labels,
    Set<MetricSource> sources,
    List<String> alerts) {

  MetricDefinition {
    labels = List.copyOf(labels);
    sources = Collections.unmodifiableSet(sources);
    alerts = List.copyOf(alerts);
  }

  static MetricDefinition gauge(String name, String unit) {
    return new MetricDefinition(Metric.Kind.GAUGE, name, unit);
  }

  static MetricDefinition counter(String name, String unit) {
    return new MetricDefinition(Metric.Kind.COUNTER, name, unit);
  }

  static MetricDefinition histogram(String name) {
    return new MetricDefinition(Metric.Kind.HISTOGRAM, name, "seconds");
  }

  static MetricDefinition info(String name) {
    return new MetricDefinition(Metric.Kind.INFO, name, "always 1");
  }

  private MetricDefinition(Metric.Kind kind, String name, String unit) {
    this(kind, name, unit, "", List.of(), Set.of(), List.of());
  }

  MetricDefinition means(String sentence) {
    return new MetricDefinition(kind, name, unit, sentence, labels, sources, alerts);
  }

  MetricDefinition by(MetricLabel... its) {
    return new MetricDefinition(kind, name, unit, meaning, List.of(its), sources, alerts);
  }

  MetricDefinition from(MetricSource first, MetricSource... others) {
    return new MetricDefinition(
        kind, name, unit, meaning, labels, EnumSet.of(first, others), alerts);
  }

  MetricDefinition alerts(String... names) {
    return new MetricDefinition(kind, name, unit, meaning, labels, sources, List.of(names));
  }
}
