package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.console.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path, as a user runs it: in a process of its own. */
@Tag("long")
class UpOnceIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path home;

  @Test
  void completesEveryRequestMeasuresEveryLinkAndLeavesNothingRunning()
      throws IOException, InterruptedException {
    try (var up = UpProcess.start(home, "up", "--once", "--output", "json")) {
      assertThat(up.awaitEnd(LIMIT)).as(up.err()).isZero();
      assertResults(Json.parse(up.out()));
      assertThat(home.resolve(".parallax/up.json")).doesNotExist();
      assertThat(up.err()).contains("warning: ", ": routing.residency: with one global control");
      // Eight parts, and whatever the JVM starts them with, if it was seen.
      assertThat(up.descendants()).hasSizeGreaterThanOrEqualTo(8).noneMatch(ProcessHandle::isAlive);
    }
  }

  private static void assertResults(JsonNode json) {
    assertThat(json.get("completed").asInt()).isEqualTo(50);
    assertThat(json.get("results")).hasSize(50).allSatisfy(UpOnceIT::isAnswered);
    assertThat(json.get("results").findValuesAsText("origin"))
        .contains("us-east-1", "eu-west-1", "ap-south-1");
    assertRegions(json.get("regions"));
  }

  private static void isAnswered(JsonNode result) {
    assertThat(result.get("status").asText()).isEqualTo("COMPLETED");
    assertThat(result.at("/outcome/agents")).hasSize(1);
    assertThat(result.at("/outcome/value").isObject()).isTrue();
  }

  /** The links' delays are a lower bound; how much is added is the machine's affair. */
  private static void assertRegions(JsonNode regions) {
    assertThat(regions.findValuesAsText("region"))
        .containsExactly("us-east-1", "eu-west-1", "ap-south-1");
    assertThat(regions.findValuesAsText("agents")).containsExactly("10", "8", "6");
    assertThat(regions.findValuesAsText("status")).doesNotContain("unknown");
    assertThat(regions.at("/0/latencyMs").isNull()).isTrue();
    assertThat(regions.at("/1/latencyMs").asDouble()).isBetween(85.0, 1_000.0);
    assertThat(regions.at("/2/latencyMs").asDouble()).isBetween(180.0, 1_000.0);
    assertThat(regions.findValues("executions").stream().mapToLong(JsonNode::asLong).sum())
        .isEqualTo(50);
  }
}
