package dev.parallax.deploy.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.deploy.Clone;
import dev.parallax.runtime.ops.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts, the catalogue of metrics and the page about alerts are of one mind. */
class AlertsTest {
  private static final String PAGE = "docs/alerts.md";

  /** That stand in the product's manual: names, expressions, times and severities are a promise. */
  private static final List<List<String>> PROMISED =
      List.of(
          List.of(
              "RegionUnhealthy",
              "parallax_region_health == 0",
              "1m",
              "critical",
              "Region {{ $labels.region }} is unhealthy"),
          List.of(
              "RegionNoAgents",
              "parallax_agents_connected == 0",
              "2m",
              "warning",
              "No agents in region {{ $labels.region }}"),
          List.of(
              "HighCrossRegionLatency",
              "parallax_cross_region_latency_seconds > 0.5",
              "5m",
              "warning",
              "High latency between {{ $labels.from }} and {{ $labels.to }}"));

  private final List<Alert> alerts = Alert.all();

  @Test
  void theGroupOfRegionsHasWhatIsPromised() {
    assertThat(alerts.stream().filter(alert -> alert.group().equals("parallax-multi-region")))
        .extracting(
            alert ->
                List.of(
                    alert.name(),
                    alert.expression(),
                    alert.lasting(),
                    alert.severity(),
                    alert.annotation("summary")))
        .containsExactlyElementsOf(PROMISED);
  }

  @Test
  void theCatalogueSaysWhichAlertsLookAtAMetric() {
    Map<String, TreeSet<String>> looking = new TreeMap<>();
    for (var alert : alerts) {
      for (var metric : alert.metrics()) {
        looking.computeIfAbsent(metric, unused -> new TreeSet<>()).add(alert.name());
      }
    }
    Map<String, TreeSet<String>> catalogue = new TreeMap<>();
    Arrays.stream(Metric.values())
        .filter(metric -> !metric.alerts().isEmpty())
        .forEach(metric -> catalogue.put(metric.exposedName(), new TreeSet<>(metric.alerts())));

    assertThat(looking).isEqualTo(catalogue);
  }

  @Test
  void everyAlertSaysWhatItIsAndWhatToDoNext() {
    assertThat(alerts).extracting(Alert::name).doesNotHaveDuplicates();
    for (var alert : alerts) {
      assertThat(alert.severity()).as("%s", alert).isIn("critical", "warning");
      for (var annotation : List.of("summary", "description", "runbook")) {
        assertThat(alert.annotation(annotation)).as("%s of %s", annotation, alert).isNotBlank();
      }
    }
  }

  @Test
  void thePageHasASectionForEveryAlertInTheirOrderAndNoOther() {
    var sections = sections();

    assertThat(sections.keySet())
        .containsExactlyElementsOf(alerts.stream().map(Alert::name).toList());
    for (var alert : alerts) {
      assertThat(sections.get(alert.name()))
          .as("the section %s of %s", alert, PAGE)
          .contains(alert.severity())
          .contains(alert.lasting().isEmpty() ? "" : "for " + alert.lasting())
          .contains(command(alert));
    }
  }

  /** The runbook's command up to what depends on the alert. */
  private static String command(Alert alert) {
    return alert.annotation("runbook").split("\\{\\{|    #", 2)[0].strip();
  }

  private static Map<String, String> sections() {
    var sections = new LinkedHashMap<String, String>();
    Pattern.compile("(?m)^## ")
        .splitAsStream(Clone.text(PAGE))
        .skip(1)
        .map(section -> section.split("\n", 2))
        .forEach(section -> sections.put(section[0].strip(), section[1]));
    return sections;
  }
}
