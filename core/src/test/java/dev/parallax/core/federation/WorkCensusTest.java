package dev.parallax.core.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.failover.ServingMode;
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.health.AgentCounts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** P7: what a region tells of its agents that take work, and when. */
class WorkCensusTest {
  private final WorkCensus census = new WorkCensus();

  private static Agent agent(String id, double load, AgentStatus status, String... capabilities) {
    return new Agent(id, "eu", Set.of(capabilities), 4, load, 0, status, 0, "i-1");
  }

  private static Agent connected(String id, double load, String... capabilities) {
    return agent(id, load, AgentStatus.CONNECTED, capabilities);
  }

  private static WorkGroup group(int agents, long spare, String... capabilities) {
    return new WorkGroup(new TreeSet<>(Set.of(capabilities)), agents, spare);
  }

  @Test
  void countsAgentsAndSpareCapacityByTheExactSet() {
    census.put(connected("a-1", 0.5, "sum", "ocr"));
    census.put(connected("a-2", 0, "ocr", "sum"));
    census.put(connected("a-3", 0.75, "ocr"));

    assertThat(census.groups())
        .containsExactly(group(2, (2 + 4) * 1024, "ocr", "sum"), group(1, 1024, "ocr"));
  }

  @Test
  void whoIsFullDrainingOrGoneIsNotCounted() {
    census.put(connected("a-1", 0.5, "ocr"));
    census.put(connected("a-2", 0.5, "ocr"));
    census.put(connected("a-3", 0.5, "sum"));

    census.put(connected("a-1", 1, "ocr"));
    census.put(agent("a-2", 0.5, AgentStatus.DRAINING, "ocr"));
    census.remove("a-3");
    census.remove("a-3");

    assertThat(census.groups()).isEmpty();
  }

  @Test
  void anAgentThatLearnedMoreChangesItsGroup() {
    census.put(connected("a-1", 0, "ocr"));
    census.put(connected("a-1", 0, "ocr", "sum"));

    assertThat(census.groups()).containsExactly(group(1, 4 * 1024, "ocr", "sum"));
  }

  @Test
  void tellsTheGroupsOfMostAgentsWhereThereAreTooMany() {
    var longName = "x".repeat(1_000);
    for (int i = 0; i < 500; i++) {
      census.put(connected("a-" + i, 0, longName + i));
    }
    census.put(connected("b-1", 0, "common"));
    census.put(connected("b-2", 0, "common"));

    var groups = census.groups();
    assertThat(groups).hasSizeBetween(100, 150).contains(group(2, 8 * 1024, "common"));
  }

  @Test
  void aSummaryIsDueAfterAChangeAndASecondElseAfterTheInterval() {
    var told = summary(group(16, 16_000, "ocr"), 0);

    assertThat(summary(group(16, 16_000, "ocr"), 9_999).dueAfter(told, 10_000)).isFalse();
    assertThat(summary(group(16, 16_000, "ocr"), 10_000).dueAfter(told, 10_000)).isTrue();
    assertThat(summary(group(15, 15_000, "ocr"), 1_000).dueAfter(told, 10_000))
        .as("an eighth is no change")
        .isFalse();
    assertThat(summary(group(13, 13_000, "ocr"), 999).dueAfter(told, 10_000)).isFalse();
    assertThat(summary(group(13, 13_000, "ocr"), 1_000).dueAfter(told, 10_000)).isTrue();
    assertThat(summary(group(16, 16_000, "sum"), 1_000).dueAfter(told, 10_000)).isTrue();
    assertThat(summary(group(16, 16_000, "ocr"), -1).dueAfter(told, 10_000))
        .as("the clock was set back")
        .isTrue();
  }

  private static Summary summary(WorkGroup group, long madeAt) {
    return new Summary(
        "eu",
        Health.HEALTHY,
        Optional.empty(),
        ServingMode.SERVING,
        0,
        new AgentCounts(16, new TreeMap<>()),
        List.of(group),
        new TreeMap<>(),
        List.of(),
        madeAt);
  }
}
