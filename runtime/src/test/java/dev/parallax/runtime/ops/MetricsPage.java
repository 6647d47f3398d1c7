package dev.parallax.runtime.ops;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of the catalogue for people, {@code docs/metrics.md}. */
final class MetricsPage {
  private static final String INTRODUCTION =
      """
      # Metrics

      Every app answers `/metrics` in Prometheus' text format. These are the metrics of Parallax itself; the page is generated from the
      catalogue in code ([Metric.java](../runtime/src/main/java/dev/parallax/runtime/ops/Metric.java)), which is also where `# HELP` and
      `# TYPE` come from. Beside them every app shows its JVM (`jvm_`, `process_`, `system_`), and the apps that have them show their
      Kafka clients (`kafka_consumer_`, `kafka_producer_`) and Streams (`kafka_stream_`), less what is derived from another one.
      A histogram has the suffixes `_bucket`, `_sum`, `_count`, and `_max` for the greatest of the last minutes.

      What an alert means and what to do: [alerts](alerts.md). Rule numbers: [rules](rules.md).

      | metric | type | labels | unit | meaning | of | alerts |
      |---|---|---|---|---|---|---|
      """;
  private static final String LABELS =
      """

      ## Labels

      | label | values |
      |---|---|
      """;

  private MetricsPage() {}

  static String text() {
    return INTRODUCTION + metrics() + LABELS + labels();
  }

  private static String metrics() {
    return Arrays.stream(Metric.values())
        .sorted(Comparator.comparing(Metric::exposedName))
        .map(MetricsPage::row)
        .collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    return "| `%s` | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            metric.exposedName(),
            metric.kind().text(),
            metric.labels().stream()
                .map(label -> "`" + label.exposedName() + "`")
                .collect(Collectors.joining(", ")),
            metric.unit(),
            metric.meaning(),
            metric.sources().stream().map(MetricSource::text).collect(Collectors.joining(", ")),
            metric.alerts().stream().map(MetricsPage::link).collect(Collectors.joining(", ")));
  }

  private static String link(String alert) {
    return "[%s](alerts.md#%s)".formatted(alert, alert.toLowerCase(Locale.ROOT));
  }

  private static String labels() {
    return Arrays.stream(MetricLabel.values())
        .sorted(Comparator.comparing(MetricLabel::exposedName))
        .map(label -> "| `%s` | %s |\n".formatted(label.exposedName(), label.bound()))
        .collect(Collectors.joining());
  }
}
