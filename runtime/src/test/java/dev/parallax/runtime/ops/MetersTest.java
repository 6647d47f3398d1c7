package dev.parallax.runtime.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {

  private enum Why {
    RESIDENCY
  }

  private final Meters meters =
      new Meters(List.of("us-east-1", "eu-west-1"), Set.of("p.requests"), "c0ffee123456");

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void showsTheConfigurationFromTheStart() {
    assertThat(ours()).containsExactly("parallax_config_info{hash=\"c0ffee123456\"} 1");
  }

  @Test
  void boundsLabelsByTheConfiguration() {
    meters.executions("elsewhere").increment();
    meters.deadLetters("not-ours", Why.RESIDENCY).increment();
    meters.deadLetters("p.requests", Why.RESIDENCY).increment(2);
    meters.unroutable(Why.RESIDENCY).increment();
    meters.probes("us-east-1", "mars", false).increment();

    assertThat(ours())
        .contains(
            "parallax_executions_total{region=\"other\"} 1.0",
            "parallax_dead_letters_total{reason=\"RESIDENCY\",topic=\"other\"} 1.0",
            "parallax_dead_letters_total{reason=\"RESIDENCY\",topic=\"p.requests\"} 2.0",
            "parallax_unroutable_total{reason=\"RESIDENCY\"} 1.0",
            "parallax_probes_total{from=\"us-east-1\",result=\"failed\",to=\"other\"} 1.0");
  }

  @Test
  void boundsThePatternsThatAreLabels() {
    for (int i = 0; i < PatternLabels.MOST + 10; i++) {
      meters.outcomes(Why.RESIDENCY, "pattern-" + i).increment();
    }
    meters.outcomes(Why.RESIDENCY, "pattern-0").increment();
    meters.outcomes(Why.RESIDENCY, null).increment();

    assertThat(ours().stream().filter(line -> line.startsWith("parallax_outcomes_total")))
        .hasSize(PatternLabels.MOST + 2)
        .contains(
            "parallax_outcomes_total{pattern=\"pattern-0\",status=\"RESIDENCY\"} 2.0",
            "parallax_outcomes_total{pattern=\"other\",status=\"RESIDENCY\"} 10.0",
            "parallax_outcomes_total{pattern=\"none\",status=\"RESIDENCY\"} 1.0");
  }

  @Test
  void showsDecisionTimesAsAHistogram() {
    meters.decisionTime().record(Duration.ofNanos(60_000));
    assertThat(ours())
        .contains(
            "parallax_decision_seconds_bucket{le=\"5.0E-5\"} 0",
            "parallax_decision_seconds_bucket{le=\"1.0E-4\"} 1",
            "parallax_decision_seconds_count 1");
  }

  @Test
  void showsRegionsWhileThisProcessIsTheirWriter() {
    try (var regions = meters.regions()) {
      regions.connected("us-east-1", 3);
      regions.healthy("us-east-1", false);
      regions.latency("us-east-1", "eu-west-1", OptionalDouble.of(85));
      regions.latency("us-east-1", "mars", OptionalDouble.of(1));
      regions.clockAhead("eu-west-1", -250);
      regions.clockAhead("mars", 1);
      assertThat(ours())
          .contains(
              "parallax_agents_connected{region=\"us-east-1\"} 3.0",
              "parallax_agents_connected{region=\"eu-west-1\"} 0.0",
              "parallax_region_health{region=\"us-east-1\"} 0.0",
              "parallax_region_health{region=\"eu-west-1\"} 1.0",
              "parallax_cross_region_latency_seconds{from=\"us-east-1\",to=\"eu-west-1\"} 0.085",
              "parallax_clock_skew_seconds{region=\"eu-west-1\"} -0.25")
          .noneMatch(line -> line.contains("mars"));

      regions.latency("us-east-1", "eu-west-1", OptionalDouble.empty());
      assertThat(ours()).noneMatch(line -> line.startsWith("parallax_cross_region"));
    }
    assertThat(ours()).noneMatch(line -> line.matches("parallax_(agents|region|clock).*"));
  }

  @Test
  void leavesOutWhatIsDerivedOrForAuthorsOfTheNetworkLayer() {
    assertThat(
            List.of(
                "kafka.consumer.fetch.manager.records.lag.max",
                "kafka.stream.thread.process.total",
                "kafka.producer.txn.commit.time.ns.total",
                "kafka.producer.record.error.total",
                "process.rate"))
        .noneMatch(KafkaMetricNames::isNoise);
    assertThat(
            List.of(
                "kafka.stream.thread.process.rate",
                "kafka.admin.client.request.total",
                "kafka.consumer.node.request.latency.avg",
                "kafka.producer.failed.authentication.total",
                "kafka.consumer.io.wait.ratio"))
        .allMatch(KafkaMetricNames::isNoise);
  }

  private List<String> ours() {
    return meters.scrape().lines().filter(line -> line.startsWith("parallax_")).toList();
  }
}
