package dev.parallax.replicator.mirror;

import static dev.parallax.replicator.mirror.Clusters.EU;
import static dev.parallax.replicator.mirror.Clusters.US;
import static dev.parallax.replicator.mirror.Federation.numbered;
import static dev.parallax.replicator.mirror.Federation.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.FlowAction;
import dev.parallax.events.FlowState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P1, P5: what happens to a flow, and that its copy equals its source after each. */
@Tag("long")
class MirrorFailuresIT {
  private static final String FLOW = US + ">" + EU;
  private static final String PLAIN = "replication: {patterns: {enabled: true}}\n";
  private static final String EXCLUDING =
      "replication: {patterns: {enabled: true, excludePatterns: [dev-*]}}\n";

  private static Clusters clusters;
  private Federation federation;
  private String patterns;
  private String copy;

  @BeforeAll
  static void startClusters() {
    clusters = new Clusters(US, EU);
  }

  @AfterAll
  static void stopClusters() {
    clusters.close();
  }

  @BeforeEach
  void makeTopics(@TempDir Path directory) {
    federation = new Federation(clusters, directory, PLAIN);
    patterns = federation.patterns();
    copy = federation.copy(US, patterns);
    federation.start(US);
  }

  @AfterEach
  void nothingWentRoundALoop() {
    try (var checked = federation) {
      assertThat(clusters.records(US, checked.copy(EU, patterns))).isEmpty();
      for (var region : clusters.regions()) {
        assertThat(clusters.topicsOf(region))
            .noneMatch(topic -> topic.indexOf(".mirror.") != topic.lastIndexOf(".mirror."));
      }
    }
  }

  @Test
  void aPausedFlowStaysSoOverARestartAndGoesOnWhereItWas() {
    federation.start(EU);
    clusters.write(US, patterns, numbered(0, 10));
    until(() -> clusters.records(EU, copy).size() == 10);
    federation.order(EU, FLOW, FlowAction.PAUSE);
    federation.awaitState(FLOW, FlowState.PAUSED);
    clusters.write(US, patterns, numbered(10, 20));
    federation.stop(EU);
    federation.start(EU);
    until(() -> Long.valueOf(10).equals(federation.state(FLOW).orElseThrow().getLagRecords()));
    assertThat(federation.state(FLOW).orElseThrow().getState()).isEqualTo(FlowState.PAUSED);
    assertThat(clusters.records(EU, copy)).hasSize(10);

    federation.order(EU, FLOW, FlowAction.RESUME);

    awaitEqual();
  }

  /** A record that the copy does not take fails the task; the next instance mends the copy. */
  @Test
  void aFailedTaskIsSetUpAnew() {
    federation.start(EU);
    clusters.write(US, patterns, numbered(0, 10));
    awaitEqual();
    clusters.set(EU, copy, "max.message.bytes", "1000");

    clusters.write(US, patterns, Map.of("p-large", incompressible(100_000)));

    awaitEqual();
    until(() -> federation.state(FLOW).orElseThrow().getRestarts() > 0);
    federation.awaitState(FLOW, FlowState.RUNNING);
  }

  @Test
  void theTargetIsDownAtTheStart() {
    clusters.write(US, patterns, numbered(0, 10));
    clusters.broker(EU).stop();
    federation.start(EU);
    assertThat(federation.isReady(EU)).isFalse();

    clusters.broker(EU).start();

    awaitEqual();
  }

  @Test
  void theSourceIsDownAtTheStart() {
    clusters.write(US, patterns, numbered(0, 10));
    clusters.broker(US).stop();
    federation.start(EU);
    federation.awaitState(FLOW, FlowState.RETRYING);
    assertThat(federation.state(FLOW).orElseThrow().getReason()).contains("us-east-1 at ");

    clusters.broker(US).start();

    awaitEqual();
  }

  @Test
  void aSourceTopicThatIsCreatedAnewIsCopiedFromItsBeginning() {
    federation.start(EU);
    clusters.write(US, patterns, numbered(0, 10));
    awaitEqual();

    clusters.createAnew(US, federation.topics.patterns());
    clusters.write(US, patterns, numbered(100, 150));

    until(() -> clusters.records(EU, copy).containsAll(clusters.records(US, patterns)));
    federation.awaitState(FLOW, FlowState.RUNNING);
  }

  @Test
  void whileItIsStoppedTheSameHolds() {
    federation.start(EU);
    clusters.write(US, patterns, numbered(0, 10));
    awaitEqual();
    until(() -> !federation.state(FLOW).orElseThrow().getTopicIds().isEmpty());
    federation.stop(EU);

    clusters.createAnew(US, federation.topics.patterns());
    clusters.write(US, patterns, numbered(100, 150));
    federation.start(EU);

    until(() -> clusters.records(EU, copy).containsAll(clusters.records(US, patterns)));
  }

  @Test
  void aTightenedExclusionHoldsFromTheRestartOn() {
    federation.start(EU);
    clusters.write(US, patterns, Map.of("dev-x", "1"));
    awaitEqual();
    federation.stop(EU);
    federation.replication(EXCLUDING);
    federation.start(EU);

    clusters.write(US, patterns, Map.of("dev-x", "2"));
    clusters.write(US, patterns, Map.of("gdpr", "1"));

    until(() -> clusters.records(EU, copy).equals(List.of("dev-x=1", "gdpr=1")));
  }

  @Test
  void aBacklogOf200000RecordsIsCopiedOnceAndInOrder() {
    clusters.write(US, patterns, numbered(0, 200_000));
    federation.start(EU);

    awaitEqual();
    until(() -> federation.isReady(EU));
  }

  /** By committed records alone nothing would be missing. */
  @Test
  void aTransactionThatNobodyEndsIsTold() {
    federation.start(EU);
    clusters.write(US, patterns, numbered(0, 10));
    awaitEqual();

    try (var left = clusters.leaveTransactionOpen(US, patterns)) {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> federation.state(FLOW).orElseThrow().getState() == FlowState.RETRYING);
      assertThat(federation.state(FLOW).orElseThrow().getReason())
          .contains("records of " + patterns, "a transaction that was not ended");
      left.abortTransaction();
    }

    federation.awaitState(FLOW, FlowState.RUNNING);
    clusters.write(US, patterns, numbered(10, 20));
    awaitEqual();
  }

  private static String incompressible(int length) {
    var random = new Random(1);
    return random
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private void awaitEqual() {
    until(() -> clusters.topicsOf(EU).contains(copy));
    until(() -> clusters.records(EU, copy).size() >= clusters.records(US, patterns).size());
    assertThat(clusters.records(EU, copy)).isEqualTo(clusters.records(US, patterns));
  }
}
