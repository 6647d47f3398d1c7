package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.console.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small drill, as a user runs it, with few executions at once: an agent that a busy machine lets
 * answer too late would be counted. In full: {@code up --once --drill consensus --executions
 * 100000}.
 */
@Tag("long")
class ConsensusDrillIT {
  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final int EXECUTIONS = 1_000;

  @TempDir private Path home;

  @Test
  void endsEveryExecutionOnceTheFaultsAddUpAndTheRouterForgetsThem()
      throws IOException, InterruptedException {
    var executions = Integer.toString(EXECUTIONS);
    try (var up =
        UpProcess.start(
            home,
            "up",
            "--once",
            "--drill",
            "consensus",
            "--executions",
            executions,
            "--in-flight",
            "60",
            "--output",
            "json")) {
      int exit = up.awaitEnd(LIMIT);
      System.out.println(up.out());

      assertThat(exit).as(up.err()).isZero();
      var json = Json.parse(up.out());
      assertThat(seen(json, "executions with an outcome")).containsExactly(EXECUTIONS);
      assertThat(seen(json, "with more than one")).containsExactly(0);
      for (var fault : List.of("failed", "answered twice", "never answered")) {
        assertThat(seen(json, fault)).hasSize(2).allMatch(count -> count > 0);
      }
      assertThat(json.at("/counts"))
          .allSatisfy(count -> assertThat(count.get("seen")).isEqualTo(count.get("expected")));
      assertThat(json.at("/router/peak/ended").asInt()).isEqualTo(EXECUTIONS);
      assertThat(json.at("/router/after/ended").asInt()).isZero();
    }
  }

  private static List<Integer> seen(JsonNode json, String what) {
    return json.get("counts").findParents("count").stream()
        .filter(count -> count.get("count").asText().equals(what))
        .map(count -> count.get("seen").asInt())
        .toList();
  }
}
