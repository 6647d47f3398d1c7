package dev.parallax.cli.check;

import static dev.parallax.cli.check.HandMade.BOUND;
import static dev.parallax.cli.check.HandMade.EU;
import static dev.parallax.cli.check.HandMade.US;
import static dev.parallax.cli.check.HandMade.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.FailoverKind;
import dev.parallax.runtime.config.ConfigFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong between control planes is found, and nothing where it goes right. */
class FederatedCheckTest {
  private static final String FEDERATED =
      """
      regions:
        - {id: us-east-1, kafka: {bootstrapServers: "localhost:9092"}}
        - {id: eu-west-1, kafka: {bootstrapServers: "localhost:9093"}}
      controlPlane: {mode: federated}
      schemaRegistry: {urls: ["http://localhost:8081"]}
      executions: {timeout: 1s}
      routing:
        hold: 1s
        residency: {rules: [{match: {input.dataResidency: eu}, regions: [eu-west-1]}]}
      replication: {patterns: {enabled: true, mode: eventual, excludePatterns: ["dev-*"]}}
      """;

  @TempDir private Path directory;
  private ParallaxConfig config;
  private HandMade us;
  private HandMade eu;

  @BeforeEach
  void begin() {
    CommandRun.write(directory, "config.yaml", FEDERATED);
    config = ConfigFiles.load(directory.resolve("config.yaml"));
    us = new HandMade(config, US).told(US, 0, false).told(EU, 0, false);
    eu = new HandMade(config, EU).told(US, 0, false).told(EU, 0, false);
  }

  private List<String> violations() {
    return Checker.check(
            new Journals(config, List.of(us.journal(), eu.journal()), HandMade.LATER), Map.of())
        .violations()
        .stream()
        .map(Violation::toString)
        .toList();
  }

  private void forwarded(String id, String input) {
    us.requested(id, input).decided(id, 1, target(0, EU, "eu-west-1~0.1")).forwarded(id, 0, 1, EU);
    eu.decided(id, 1, target(0, EU, "eu-1")).asked(id, 0, 1, EU, "eu-1").answered(id, 0, 1, "eu-1");
  }

  @Test
  void findsNothingInWhatIsRight() {
    us.pattern("p", "1.0.0", null, List.of()).pattern("dev-p", "1.0.0", null, List.of());
    eu.pattern("p", "1.0.0", null, List.of());
    forwarded("a", "{}");
    us.completed("a", 1, List.of(EU), List.of("eu-1"));
    us.requested("back", "{}")
        .decided("back", 1, target(0, EU, "eu-west-1~0.1"))
        .forwarded("back", 0, 1, EU)
        .decided("back", 2, target(0, US, "us-1"))
        .asked("back", 0, 2, US, "us-1")
        .answered("back", 0, 2, "us-1")
        .completed("back", 2, List.of(EU, US), List.of("us-1"));
    eu.decided("back", 1, 0, "NO_ELIGIBLE_AGENT");

    assertThat(violations()).isEmpty();
  }

  @Test
  void findsAPartThatIsGivenTwice() {
    forwarded("a", "{}");
    us.completed("a", 1, List.of(EU), List.of("eu-1"));
    eu.decided("a", 1, target(0, EU, "eu-2")).asked("a", 0, 1, EU, "eu-2");

    assertThat(violations())
        .containsExactly(
            "P7: a at eu-west-1 parallax.executions.eu-west-1-0@6: slot 0, attempt 1 was forwarded"
                + " once, and given twice");
  }

  @Test
  void findsATaskThatWasNotForwarded() {
    forwarded("a", "{}");
    us.completed("a", 1, List.of(EU), List.of("eu-1"));
    eu.asked("a", 1, 1, EU, "eu-2");

    assertThat(violations())
        .anyMatch(line -> line.startsWith("P7: a at eu-west-1") && line.contains("nor forwarded"));
  }

  @Test
  void findsATaskForARegionWithAnotherCluster() {
    us.requested("a", "{}")
        .decided("a", 1, target(0, EU, "eu-1"))
        .asked("a", 0, 1, EU, "eu-1")
        .ended("a", ExecutionStatus.FAILED, 1, List.of(EU), List.of());

    assertThat(violations())
        .anyMatch(line -> line.startsWith("P7") && line.contains("another cluster"));
  }

  @Test
  void findsAPartThatResidencyForbids() {
    eu.requested("a", BOUND)
        .decided("a", 1, target(0, US, "us-east-1~0.1"))
        .forwarded("a", 0, 1, US)
        .ended("a", ExecutionStatus.FAILED, 1, List.of(US), List.of());

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("R5: a at eu-west-1 parallax.forward.us-east-1");
  }

  @Test
  void findsAValueThatLeftItsRegion() {
    forwarded("a", BOUND);
    us.completed("a", 1, List.of(EU), List.of("eu-1"));

    assertThat(violations())
        .containsExactly(
            "R5: a at us-east-1 parallax.outcomes-0@5: has a value in us-east-1, and is bound to"
                + " [eu-west-1]");
  }

  @Test
  void findsOneEpochWithTwoHistories() {
    us.changed(1, FailoverKind.DRAIN, US, null).told(US, 1, false).told(EU, 1, false);
    eu.changed(1, FailoverKind.DRAIN, EU, null).told(US, 1, false).told(EU, 1, false);

    assertThat(violations())
        .containsExactly(
            "F8: epoch 1 at eu-west-1 parallax.failovers-0@2: DRAIN eu-west-1 to null here, and"
                + " elsewhere DRAIN us-east-1 to null");
  }

  @Test
  void findsViewsThatDiffer() {
    us.pattern("p", "2.0.0", null, List.of()).told(US, 1, false);
    eu.pattern("p", "1.0.0", null, List.of()).pattern("q", "1.0.0", null, List.of());

    assertThat(violations())
        .extracting(line -> line.substring(0, line.indexOf(" at")))
        .containsExactlyInAnyOrder("F8: us-east-1", "P2: p", "P2: q");
  }
}
