package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FederatedReportTest {
  private static SampleResult ended(String pattern, String by, ExecutionStatus status) {
    var outcome =
        ExecutionOutcome.newBuilder()
            .setExecutionId("e")
            .setStatus(status)
            .setRegions(List.of(by))
            .setAgents(List.of(by + "-1"))
            .setStartedAt(1_000)
            .setCompletedAt(1_042)
            .setDurationMs(42)
            .build();
    var request = new SampleRequest(pattern, pattern, "{}", by);
    return new SampleResult(request, Optional.of(outcome), Optional.empty());
  }

  @Test
  void saysWhereThingsWereDoneAndWhoUsedWhichPattern() {
    var results = new LinkedHashMap<String, List<SampleResult>>();
    results.put(
        "us-east-1",
        List.of(
            ended("one", "us-east-1", ExecutionStatus.COMPLETED),
            ended("one", "eu-west-1", ExecutionStatus.COMPLETED)));
    results.put(
        "eu-west-1",
        List.of(
            ended("one", "eu-west-1", ExecutionStatus.COMPLETED),
            ended("two", "eu-west-1", ExecutionStatus.FAILED)));

    var report = new FederatedReport("us-east-1", results);

    assertThat(report.isAllCompleted()).isFalse();
    assertThat(report.text())
        .contains("Control plane of us-east-1: 2 of 2 requests completed, 1 of them in other")
        .contains("Control plane of eu-west-1: 1 of 2 requests completed, 0 of them in other")
        .containsPattern("one +us-east-1 +eu-west-1, us-east-1")
        .doesNotContainPattern("two +us-east-1 +eu");
    assertThat(report.json().get("patterns"))
        .hasToString(
            "[{\"pattern\":\"one\",\"appliedIn\":\"us-east-1\",\"usedIn\":[\"eu-west-1\",\"us-east-1\"]}]");
  }
}
