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

/** A small drill, as a user runs it. In full: {@code up --once --drill failover --failovers 50}. */
@Tag("long")
class FailoverDrillIT {
  private static final Duration LIMIT = Duration.ofMinutes(6);

  @TempDir private Path home;

  @Test
  void losesAndDoublesNothingWhenAgentsAreKilledAndWhenHealthIsHidden()
      throws IOException, InterruptedException {
    try (var up =
        UpProcess.start(
            home, "up", "--once", "--drill", "failover", "--failovers", "2", "--output", "json")) {
      int exit = up.awaitEnd(LIMIT);
      System.out.println(up.out());

      assertThat(exit).as(up.err()).isZero();
      var json = Json.parse(up.out());
      assertThat(json.get("accepted").asInt()).isPositive();
      for (var count : new String[] {"lost", "doubled", "violations", "freeNotCompleted"}) {
        assertThat(json.get(count).asInt()).as(count).isZero();
      }
      assertThat(json.get("switches"))
          .hasSize(2)
          .allSatisfy(each -> assertThat(each.get("routed").asInt()).isPositive());
      assertThat(json.at("/switches/0/moved").asInt()).isPositive();
      assertThat(json.get("switches").findValuesAsText("how")).containsExactly("KILLED", "CUT");
      assertThat(json.get("requests")).anyMatch(FailoverDrillIT::isHeldBackBoundData);
    }
  }

  /** While its region is down, data that is bound to it goes nowhere. */
  private static boolean isHeldBackBoundData(JsonNode ended) {
    return ended.get("boundTo").asText().equals("us-east-1")
        && ended.get("end").asText().equals("unroutable RESIDENCY")
        && ended.get("count").asInt() > 0;
  }
}
