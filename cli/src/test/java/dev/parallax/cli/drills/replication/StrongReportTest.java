package dev.parallax.cli.drills.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.drills.replication.StrongSteps.Published;
import dev.parallax.cli.drills.replication.StrongSteps.Step;
import dev.parallax.cli.patterns.PublicationWatch.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrongReportTest {
  @Test
  void passesIfTheOldVersionStandsEverywhereAndThePublisherLearnsIt() {
    var report = new StrongReport(List.of(step(Result.ABORTED, "1.0.0", "1.0.0")));

    assertThat(report.passed()).isTrue();
    assertThat(report.lines())
        .contains(
            "cut   1.1.0      ABORTED  7 ms  1.0.0   1.0.0",
            "1.1.0 ABORTED: b is silent",
            "as it must be");
  }

  @Test
  void failsIfOneRegionUsesAnotherVersionOrNone() {
    var ahead = new StrongReport(List.of(step(Result.ABORTED, "1.0.0", "1.1.0")));

    assertThat(ahead.passed()).isFalse();
    assertThat(ahead.lines())
        .contains(
            "cut: every region must use 1.0.0, and 1.1.0 must be ABORTED", "NOT as it must be");
    assertThat(new StrongReport(List.of(step(Result.ABORTED, "1.0.0", ""))).passed()).isFalse();
  }

  @Test
  void failsIfThePublisherLearnsSomethingElse() {
    var report = new StrongReport(List.of(step(Result.INDETERMINATE, "1.0.0", "1.0.0")));

    assertThat(report.passed()).isFalse();
    assertThat(report.json().at("/steps/0/asItMustBe").asBoolean()).isFalse();
  }

  private static Step step(Result result, String a, String b) {
    Map<String, String> used = new LinkedHashMap<>();
    used.put("a", a);
    used.put("b", b);
    var published = new Published("1.1.0", result, Result.ABORTED, "b is silent", 7);
    return new Step("cut", Optional.of(published), used, "1.0.0");
  }
}
