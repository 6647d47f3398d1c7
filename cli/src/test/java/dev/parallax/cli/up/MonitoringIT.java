package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.session.StateFile;
import dev.parallax.runtime.ops.Metric;
import dev.parallax.runtime.ops.MetricSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real sandbox, a real Prometheus that scrapes it, a real Alertmanager that tells a webhook. */
@Tag("long")
class MonitoringIT {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String GONE = "ap-south-1";

  @TempDir private Path home;

  @Test
  void boardsShowARunningSandboxAndARegionThatGoesIsToldAndThatItIsBack() throws Exception {
    Monitoring.assumeInstalled();
    try (var hook = new AlertHook();
        var up = UpProcess.start(home, "up")) {
      await().atMost(START).until(() -> up.out().contains("From another terminal"));
      assertThat(up.out()).contains(".parallax/up/targets.json");
      try (var monitoring = Monitoring.start(home, hook)) {
        await().atMost(SOON).until(() -> monitoring.isReady() && allIsShown(monitoring));

        assertShowsTheCatalogue(monitoring);
        assertNoPanelIsEmpty(monitoring);
        assertThat(monitoring.rules()).hasSizeGreaterThan(15).containsOnly("ok");
        assertARegionThatGoesIsTold(hook, new StateFile(home.resolve(".parallax/up.json")));
      }
      up.askToEnd();
      up.awaitEnd(SOON);
    }
  }

  /** Work was done in each region, and every rate has its two samples. */
  private static boolean allIsShown(Monitoring monitoring) {
    return monitoring.query("count_over_time(parallax_config_info[1m]) >= 2").size() == 4
        && monitoring.query("parallax_region_health == 1").size() == 3
        && monitoring.query("parallax_cross_region_latency_seconds").size() == 6
        && monitoring.query("parallax_clock_skew_seconds").size() == 3
        && !monitoring.query("rate(parallax_executions_total[1m]) > 0").isEmpty()
        && !monitoring.query("rate(parallax_outcomes_total{pattern!=\"none\"}[1m]) > 0").isEmpty();
  }

  /** All of ours, each from the apps that are said to expose it; what has not happened may lack. */
  private static void assertShowsTheCatalogue(Monitoring monitoring) {
    var shown = new TreeSet<String>();
    for (var series : monitoring.query("{__name__=~\"parallax_.*\"}")) {
      var name = series.at("/metric/__name__").asText();
      var metric =
          Arrays.stream(Metric.values())
              .filter(known -> isOf(name, known))
              .findAny()
              .orElseThrow(() -> new AssertionError(name + " is not in the catalogue"));
      assertThat(metric.sources())
          .as("%s of %s", name, series.at("/metric/instance"))
          .contains(
              MetricSource.valueOf(series.at("/metric/job").asText().toUpperCase(Locale.ROOT)));
      shown.add(metric.name());
    }
    var mayLack =
        Set.of(Metric.DEAD_LETTERS_TOTAL, Metric.BAD_STATE_RECORDS_TOTAL, Metric.REHOMED_TOTAL);
    var ofFederated =
        Set.of(
            Metric.QUORUM,
            Metric.PEER_RECORDS_IGNORED_TOTAL,
            Metric.FORWARDED_PARTS_TOTAL,
            Metric.TAKEN_PARTS_TOTAL,
            Metric.SENT_BACK_PARTS_TOTAL,
            Metric.RETURNED_ANSWERS_TOTAL);
    assertThat(shown).doesNotContainAnyElementsOf(ofFederated.stream().map(Metric::name).toList());
    assertThat(shown)
        .containsAll(
            Arrays.stream(Metric.values())
                .filter(metric -> !metric.sources().equals(Set.of(MetricSource.REPLICATOR)))
                .filter(Predicate.not(mayLack::contains))
                .filter(Predicate.not(ofFederated::contains))
                .map(Metric::name)
                .toList());
  }

  private static boolean isOf(String series, Metric metric) {
    var name = metric.exposedName();
    return metric.kind() == Metric.Kind.HISTOGRAM
        ? series.matches(name + "_(bucket|sum|count|max)")
        : series.equals(name);
  }

  /** A sandbox of one cluster replicates nothing: that board is only asked for faults. */
  private static void assertNoPanelIsEmpty(Monitoring monitoring) throws IOException {
    assertThat(BoardQuery.all())
        .filteredOn(query -> monitoring.query(query.expression()).isEmpty())
        .allMatch(BoardQuery::isOfReplication);
  }

  private static void assertARegionThatGoesIsTold(AlertHook hook, StateFile state)
      throws Exception {
    assertThat(of(hook, "firing")).isEmpty();
    long agents = state.read().orElseThrow().children().get(Children.agentsOf(GONE));
    signal("-STOP", agents);
    try {
      await().atMost(SOON).until(() -> !of(hook, "firing").isEmpty());
    } finally {
      signal("-CONT", agents);
    }
    await().atMost(SOON).until(() -> !of(hook, "resolved").isEmpty());

    assertThat(of(hook, "firing").get(0))
        .isEqualTo(
            new AlertHook.Told(
                "RegionUnhealthy",
                GONE,
                "firing",
                "Region ap-south-1 is unhealthy",
                "parallax region health ap-south-1"));
  }

  private static List<AlertHook.Told> of(AlertHook hook, String status) {
    return hook.of("RegionUnhealthy").stream()
        .filter(told -> told.region().equals(GONE) && told.status().equals(status))
        .toList();
  }

  private static void signal(String signal, long pid) throws Exception {
    var kill = new ProcessBuilder("kill", signal, Long.toString(pid)).inheritIO().start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }
}
