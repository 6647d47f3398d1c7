package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.console.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P7 on real clusters: a control plane in every region, requests from each, outcomes in each. Too
 * many processes to be started beside other tests: {@code .ci/run} runs the command by itself.
 */
@Tag("long")
class FederatedOnceIT {
  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");

  @TempDir private Path home;

  @Test
  void requestsOfEveryRegionEndWhereTheyWereSentWhereverTheyWereDone() throws Exception {
    try (var up = UpProcess.start(home, "up", "--federated", "--once", "--output", "json")) {
      assertThat(up.awaitEnd(LIMIT)).as(up.err()).isZero();

      var report = Json.parse(up.out());
      var regions = report.get("regions");
      assertThat(texts(regions, "region")).containsExactlyElementsOf(REGIONS);
      for (var region : regions) {
        assertThat(region.get("completed").asInt()).isEqualTo(FederatedOnce.REQUESTS);
        assertThat(region.get("elsewhere").asInt()).isPositive();
        var results = region.get("results");
        assertThat(texts(results, "origin")).containsOnly(region.get("region").asText());
        var everywhere = results.get(results.size() - 1);
        assertThat(everywhere.get("pattern").asText()).isEqualTo("global-consensus");
        assertThat(everywhere.at("/outcome/regions")).hasSize(REGIONS.size());
        assertThat(everywhere.at("/outcome/agreement").asDouble()).isEqualTo(1.0);
      }
      assertThat(report.get("patterns"))
          .anySatisfy(
              pattern -> {
                assertThat(pattern.get("appliedIn").asText()).isEqualTo(REGIONS.get(0));
                assertThat(pattern.get("usedIn")).hasSize(REGIONS.size());
              });
    }
  }

  private static List<String> texts(JsonNode items, String field) {
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.get(field).asText())
        .toList();
  }
}
