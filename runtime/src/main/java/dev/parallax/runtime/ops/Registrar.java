package dev.parallax.runtime.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Registers meters as the catalogue describes them: type, help text and labels are {@link
 * Metric}'s, and only the values of the labels the caller's, in the catalogue's order.
 *
 * @param registry where they are
 */
record Registrar(PrometheusMeterRegistry registry) {

  Counter counter(Metric metric, String... labels) {
    check(metric, Metric.Kind.COUNTER);
    return Counter.builder(metric.exposedName())
        .description(metric.meaning())
        .tags(tags(metric, labels))
        .register(registry);
  }

  /** A counter that something else counts; it is shown as long as that exists. */
  <T> void counter(Metric metric, T counted, ToDoubleFunction<T> count, String... labels) {
    check(metric, Metric.Kind.COUNTER);
    FunctionCounter.builder(metric.exposedName(), counted, count)
        .description(metric.meaning())
        .tags(tags(metric, labels))
        .register(registry);
  }

  Meter gauge(Metric metric, Supplier<Number> value, String... labels) {
    check(metric, Metric.Kind.GAUGE);
    return Gauge.builder(metric.exposedName(), value)
        .description(metric.meaning())
        .tags(tags(metric, labels))
        .register(registry);
  }

  Timer histogram(Metric metric, Duration[] buckets) {
    check(metric, Metric.Kind.HISTOGRAM);
    return Timer.builder(metric.exposedName())
        .description(metric.meaning())
        .serviceLevelObjectives(buckets)
        .tags(tags(metric))
        .register(registry);
  }

  /** Not a gauge: of a gauge's name the registry would cut {@code _info}. */
  void info(Metric metric, String... labels) {
    check(metric, Metric.Kind.INFO);
    tags(metric, labels);
    Info.builder()
        .name(metric.exposedName())
        .help(metric.meaning())
        .labelNames(metric.labels().stream().map(MetricLabel::exposedName).toArray(String[]::new))
        .register(registry.getPrometheusRegistry())
        .addLabelValues(labels);
  }

  private static void check(Metric metric, Metric.Kind kind) {
    if (metric.kind() != kind) {
      throw new IllegalArgumentException(metric + " is a " + metric.kind() + ", not a " + kind);
    }
  }

  private static List<Tag> tags(Metric metric, String... values) {
    var labels = metric.labels();
    if (labels.size() != values.length) {
      throw new IllegalArgumentException(
          metric + " has the labels " + labels + ", not " + values.length + " of them");
    }
    var tags = new ArrayList<Tag>(values.length);
    for (int i = 0; i < values.length; i++) {
      tags.add(Tag.of(labels.get(i).exposedName(), values[i]));
    }
    return tags;
  }
}
