package dev.parallax.runtime.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The catalogue and what a process shows are one. */
class MetricTest {
  private static final Pattern SAMPLE = Pattern.compile("(parallax_\\w+?)(?:\\{(.*)})? [^ ]+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");
  private static final Map<Metric.Kind, String> EXPOSED_TYPES =
      Map.of(
          Metric.Kind.GAUGE, "gauge",
          Metric.Kind.COUNTER, "counter",
          Metric.Kind.HISTOGRAM, "histogram",
          Metric.Kind.INFO, "gauge");

  private enum Some {
    THING
  }

  private final Meters meters = new Meters(List.of("us", "eu"), Set.of("p.requests"), "c0ffee");

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void showsEveryMetricOfTheCatalogueWithItsMeaningAndTypeAndNoOther() {
    registerAll();

    var shown = meters.scrape().lines().filter(line -> line.matches("# \\w+ parallax_.*")).toList();
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Metric.values()).flatMap(metric -> shown(metric).stream()).toList());
  }

  @Test
  void showsEverySeriesWithTheLabelsOfTheCatalogue() {
    registerAll();

    var labels =
        meters
            .scrape()
            .lines()
            .map(SAMPLE::matcher)
            .filter(line -> line.matches())
            .collect(
                Collectors.toMap(
                    line -> family(line.group(1)),
                    line -> line.group(2) == null ? Set.<String>of() : labels(line.group(2)),
                    (one, other) -> {
                      assertThat(one).isEqualTo(other);
                      return one;
                    }));

    assertThat(labels)
        .isEqualTo(
            Arrays.stream(Metric.values())
                .collect(
                    Collectors.toMap(
                        Metric::exposedName,
                        metric ->
                            metric.labels().stream()
                                .map(MetricLabel::exposedName)
                                .collect(Collectors.toSet()))));
  }

  @Test
  void refusesAMeterThatTheCatalogueDescribesOtherwise() {
    var registrar = new Registrar(meters.registry());
    assertThatThrownBy(() -> registrar.counter(Metric.REGION_HEALTH, "us"))
        .hasMessage("REGION_HEALTH is a GAUGE, not a COUNTER");
    assertThatThrownBy(() -> registrar.counter(Metric.DEAD_LETTERS_TOTAL, "p.requests"))
        .hasMessage("DEAD_LETTERS_TOTAL has the labels [TOPIC, REASON], not 1 of them");
  }

  @Test
  void isWrittenAsPrometheusAsks() {
    for (var metric : Metric.values()) {
      assertThat(metric.exposedName()).matches("parallax(_[a-z]+)+");
      assertThat(metric.exposedName().endsWith("_total"))
          .as("%s: _total is for counters", metric)
          .isEqualTo(metric.kind() == Metric.Kind.COUNTER);
      assertThat(metric.unit().equals("seconds"))
          .as("%s: the unit is in the name", metric)
          .isEqualTo(metric.exposedName().endsWith("_seconds"));
      assertThat(metric.meaning()).as("%s", metric).matches("[A-Z0-9].*\\.").hasSizeGreaterThan(12);
      assertThat(metric.sources()).as("%s", metric).isNotEmpty();
    }
  }

  /** One of everything that this class can make. */
  private void registerAll() {
    var regions = meters.regions();
    regions.latency("us", "eu", OptionalDouble.of(85));
    regions.clockAhead("eu", 1_500);
    regions.quorum("eu", true);
    meters.executions("us");
    meters.decisions("latency", "us", "eu");
    meters.decisionTime();
    meters.executionDuration();
    meters.unroutable(Some.THING);
    meters.outcomes(Some.THING, "a-pattern");
    meters.failovers(Some.THING);
    meters.deadLetters("p.requests", Some.THING);
    meters.badStateRecords("p.requests");
    meters.peerRecordsIgnored("eu", Some.THING);
    meters.forwardedParts("eu", Some.THING);
    meters.takenParts("us");
    meters.sentBackParts("us", Some.THING);
    meters.returnedAnswers("us");
    meters.ignoredResults();
    meters.rehomed("p.requests");
    meters.agentDuplicates();
    meters.probes("us", "eu", true);
    meters.held(0, () -> 0);
    meters.executionsRunning(0, () -> 0);
    meters.executionsEndedKept(0, () -> 0);
    meters.analyticsRelayed("p.requests");
    meters.analytics("p.requests", Duration.ofSeconds(90), () -> 0, () -> 0);
    meters.fleetRisks(() -> 0);
    meters.patternConflicts(() -> 0);
    meters.replication("us>eu", new Figures());
  }

  private static List<String> shown(Metric metric) {
    var name = metric.exposedName();
    var lines =
        List.of(
            "# HELP " + name + " " + metric.meaning(),
            "# TYPE " + name + " " + EXPOSED_TYPES.get(metric.kind()));
    if (metric.kind() != Metric.Kind.HISTOGRAM) {
      return lines;
    }
    // Micrometer adds the greatest of the last minutes to every timer.
    var all = new ArrayList<>(lines);
    all.add("# HELP " + name + "_max " + metric.meaning());
    all.add("# TYPE " + name + "_max gauge");
    return all;
  }

  private static String family(String series) {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.kind() == Metric.Kind.HISTOGRAM)
        .map(Metric::exposedName)
        .filter(series::startsWith)
        .findAny()
        .orElse(series);
  }

  private static Set<String> labels(String text) {
    return LABEL
        .matcher(text)
        .results()
        .map(label -> label.group(1))
        .filter(label -> !label.equals("le"))
        .collect(Collectors.toSet());
  }

  private record Figures() implements FlowFigures {
    @Override
    public double up() {
      return 1;
    }

    @Override
    public double lagRecords() {
      return 0;
    }

    @Override
    public double lagSeconds() {
      return 0;
    }

    @Override
    public double bytes() {
      return 0;
    }

    @Override
    public double excluded() {
      return 0;
    }
  }
}
