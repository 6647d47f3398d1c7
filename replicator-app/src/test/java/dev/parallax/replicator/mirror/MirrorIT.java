package dev.parallax.replicator.mirror;

import static dev.parallax.replicator.mirror.Clusters.AP;
import static dev.parallax.replicator.mirror.Clusters.EU;
import static dev.parallax.replicator.mirror.Clusters.US;
import static dev.parallax.replicator.mirror.Federation.numbered;
import static dev.parallax.replicator.mirror.Federation.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.FlowState;
import dev.parallax.sandbox.Link.Direction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        topics: ["*knowledge-PREFIX*", "dev-PREFIX*", "*.mirror.*"]
      """;

  private static Clusters clusters;
  private static Federation federation;

  @BeforeAll
  static void start(@TempDir Path directory) {
    clusters = new Clusters(US, EU, AP);
    federation = new Federation(clusters, directory, EXCLUDING);
    clusters.create(EU, knowledge(), 3, Map.of("cleanup.policy", "compact"));
    clusters.create(US, "dev-" + federation.name("x"), 1, Map.of());
    federation.startAll();
  }

  @AfterAll
  static void stop() {
    federation.close();
    clusters.close();
  }

  @Test
  void copiesRoundALoopOnceAndNothingThatIsExcluded() {
    var flow = US + ">" + EU;
    var patterns = federation.patterns();
    var knowledge = knowledge();
    for (var region : clusters.regions()) {
      clusters.write(
          region, patterns, Map.of("gdpr-" + region, "1", "dev-x", region, "test-y", region));
    }
    clusters.write(EU, knowledge, Map.of("k", "v"));

    for (var target : clusters.regions()) {
      for (var source : clusters.others(target)) {
        until(() -> named(target, source).equals(List.of("gdpr-" + source + "=1")));
      }
    }
    until(() -> clusters.topicsOf(AP).contains(federation.copy(EU, knowledge)));
    until(() -> clusters.records(AP, federation.copy(EU, knowledge)).equals(List.of("k=v")));
    until(() -> federation.state(flow).orElseThrow().getExcluded() >= 2);
    until(() -> clusters.regions().stream().allMatch(federation::isReady));
    until(() -> Long.valueOf(0).equals(federation.state(flow).orElseThrow().getLagRecords()));
    assertThat(federation.state(flow).orElseThrow().getTopics()).containsExactly(patterns);
    assertThat(federation.scrape(EU))
        .contains(
            "parallax_replication_flow_up{flow=\"us-east-1>eu-west-1\"} 1.0",
            "parallax_replication_lag_records{flow=\"us-east-1>eu-west-1\"} 0.0")
        .containsPattern(
            "parallax_replication_excluded_total\\{flow=\"us-east-1>eu-west-1\"} [2-9]")
        .containsPattern("parallax_replication_bytes_total\\{flow=\"us-east-1>eu-west-1\"} [1-9]");
    for (var region : clusters.regions()) {
      assertThat(clusters.topicsOf(region))
          .noneMatch(topic -> topic.indexOf(".mirror.") != topic.lastIndexOf(".mirror."))
          .noneMatch(topic -> topic.contains(".mirror.") && topic.contains("dev-"));
    }
  }

  /** A topic of the user's own. */
  private static String knowledge() {
    return "eu-knowledge-" + federation.name("x");
  }

  /** Names of this test: others write as well. */
  private static List<String> named(String target, String source) {
    return clusters.records(target, federation.copy(source, federation.patterns())).stream()
        .filter(record -> !record.startsWith("p-"))
        .toList();
  }

  @Test
  void goesOnAfterACut() {
    var flow = US + ">" + EU;
    var copy = federation.copy(US, federation.patterns());
    federation.awaitState(flow, FlowState.RUNNING);
    for (var direction : Direction.values()) {
      clusters.link(EU, US).cut(direction);
    }
    clusters.write(US, federation.patterns(), numbered(0, 50));
    federation.awaitState(flow, FlowState.RETRYING);
    assertThat(federation.isReady(EU)).isFalse();

    for (var direction : Direction.values()) {
      clusters.link(EU, US).heal(direction);
    }

    until(() -> count(EU, copy, "p-0") == 50);
    federation.awaitState(flow, FlowState.RUNNING);
    assertThat(count(EU, copy, "p-0")).isEqualTo(50);
  }

  private static long count(String region, String topic, String prefix) {
    return clusters.records(region, topic).stream().filter(r -> r.startsWith(prefix)).count();
  }
}
