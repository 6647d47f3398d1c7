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

/** Regions that do not agree, as a user sees them: in a process of its own. */
@Tag("long")
class UpTrialIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path home;

  @Test
  void showsTheRegionThatDisagreesInVotesAndReason() throws IOException, InterruptedException {
    var json = once("--disagree");

    assertThat(json.get("results")).hasSize(50).allSatisfy(UpTrialIT::isDisagreement);
  }

  @Test
  void namesTheRegionThatIsDownAndRefusesWhatComesLater() throws IOException, InterruptedException {
    var json = once("--down");

    assertThat(json.get("results")).hasSize(55);
    assertThat(json.get("results").findValuesAsText("status").subList(0, 50))
        .containsOnly("FAILED");
    assertThat(json.at("/results/0/outcome/reason").asText())
        .contains("2 of 3 regions agree", "no answer from ap-south-1");
    assertThat(json.at("/results/50/status").asText()).isEqualTo("UNROUTABLE");
    assertThat(json.at("/results/50/message").asText())
        .contains("INSUFFICIENT_AGENTS", "ap-south-1");
  }

  private JsonNode once(String option) throws IOException, InterruptedException {
    try (var up =
        UpProcess.start(
            home,
            "up",
            "--once",
            "--pattern",
            "global-consensus",
            option,
            "ap-south-1",
            "--output",
            "json")) {
      assertThat(up.awaitEnd(LIMIT)).as(up.err() + up.out()).isZero();
      return Json.parse(up.out());
    }
  }

  private static void isDisagreement(JsonNode result) {
    assertThat(result.get("status").asText()).isEqualTo("FAILED");
    assertThat(result.at("/outcome/reason").asText()).contains("against ap-south-1");
    assertThat(result.at("/outcome/votesByRegion/ap-south-1"))
        .isNotEqualTo(result.at("/outcome/votesByRegion/us-east-1"));
  }
}
