package dev.parallax.replicator.mirror;

import static dev.parallax.replicator.mirror.Clusters.AP;
import static dev.parallax.replicator.mirror.Clusters.EU;
import static dev.parallax.replicator.mirror.Clusters.US;
import static dev.parallax.replicator.mirror.Federation.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.FlowAction;
import dev.parallax.events.FlowState;
import dev.parallax.sandbox.Link.Direction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P1, P5: three real clusters, 80 ms apart, and the flows between them. */
class MirrorIT {
  private static final String EXCLUDING =
      """
      replication:
        patterns: {enabled: true, excludePatterns: [dev-*, test-*]}
        topics: ["PREFIX*-knowledge", "PREFIXdev-*", "*.mirror.PREFIX*"]
      """;

  private static Clusters clusters;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    clusters = new Clusters(US, EU, AP);
  }

  @AfterAll
  static void stop() {
    clusters.close();
  }

  @Test
  void copiesRoundALoopOnceAndNothingThatIsExcluded() {
    try (var federation = new Federation(clusters, directory, EXCLUDING)) {
      var patterns = federation.patterns();
      var knowledge = federation.name("eu-knowledge");
      federation.create(EU, knowledge, 3, Map.of("cleanup.policy", "compact"));
      federation.create(US, federation.name("dev-x"), 1, Map.of());
      for (var region : clusters.regions()) {
        federation.write(
            region, patterns, Map.of("gdpr-" + region, "1", "dev-x", region, "test-y", region));
      }
      federation.write(EU, knowledge, Map.of("k", "v"));

      federation.startAll();

      for (var target : clusters.regions()) {
        for (var source : clusters.others(target)) {
          until(
              () ->
                  federation
                      .records(target, federation.copy(source, patterns))
                      .equals(List.of("gdpr-" + source + "=1")));
        }
      }
      until(() -> federation.topicsOf(AP).contains(federation.copy(EU, knowledge)));
      until(() -> federation.records(AP, federation.copy(EU, knowledge)).equals(List.of("k=v")));
      until(() -> clusters.regions().stream().allMatch(federation::isReady));
      until(() -> federation.state(US + ">" + EU).orElseThrow().getExcluded() == 2);
      assertThat(federation.state(US + ">" + EU).orElseThrow())
          .satisfies(
              state -> {
                assertThat(state.getState()).isEqualTo(FlowState.RUNNING);
                assertThat(state.getLagRecords()).isZero();
                assertThat(state.getTopics()).containsExactly(patterns);
              });
      assertThat(federation.scrape(EU))
          .contains(
              "parallax_replication_flow_up{flow=\"us-east-1>eu-west-1\"} 1.0",
              "parallax_replication_excluded_total{flow=\"us-east-1>eu-west-1\"} 2.0",
              "parallax_replication_lag_records{flow=\"us-east-1>eu-west-1\"} 0.0");
      for (var region : clusters.regions()) {
        assertThat(federation.topicsOf(region))
            .noneMatch(topic -> topic.indexOf(".mirror.") != topic.lastIndexOf(".mirror."))
            .noneMatch(topic -> topic.contains(".mirror.") && topic.contains("dev-x"));
      }
    }
  }

  @Test
  void goesOnAfterACutAndWhenResumed() {
    var flow = US + ">" + EU;
    try (var federation = new Federation(clusters, directory, EXCLUDING)) {
      var patterns = federation.patterns();
      var copy = federation.copy(US, patterns);
      federation.start(EU);
      federation.awaitState(flow, FlowState.RUNNING);
      cut(true);
      federation.write(US, patterns, numbered(0, 50));
      federation.awaitState(flow, FlowState.RETRYING);
      assertThat(federation.isReady(EU)).isFalse();

      cut(false);

      until(() -> federation.records(EU, copy).size() == 50);
      federation.awaitState(flow, FlowState.RUNNING);

      federation.order(EU, flow, FlowAction.PAUSE);
      federation.awaitState(flow, FlowState.PAUSED);
      federation.write(US, patterns, numbered(50, 60));
      until(() -> federation.state(flow).orElseThrow().getLagRecords().equals(10L));
      assertThat(federation.records(EU, copy)).hasSize(50);
      federation.order(EU, flow, FlowAction.RESUME);
      until(() -> federation.records(EU, copy).size() == 60);
      assertThat(federation.records(EU, copy))
          .containsExactlyElementsOf(federation.records(US, patterns));
    }
  }

  private static void cut(boolean cut) {
    for (var direction : Direction.values()) {
      if (cut) {
        clusters.link(EU, US).cut(direction);
      } else {
        clusters.link(EU, US).heal(direction);
      }
    }
  }

  private static Map<String, String> numbered(int from, int to) {
    var values = new TreeMap<String, String>();
    for (int i = from; i < to; i++) {
      values.put("p-%04d".formatted(i), "v" + i);
    }
    return values;
  }
}
