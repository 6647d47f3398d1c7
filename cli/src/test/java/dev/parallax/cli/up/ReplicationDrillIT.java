package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.console.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a user runs it: three clusters, a replicator each, what is applied, seen and kept back. */
@Tag("long")
class ReplicationDrillIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir private Path home;

  @Test
  void bringsAPatternToAllRegionsAndExcludedOnesToNone() throws IOException, InterruptedException {
    try (var up =
        UpProcess.start(
            home, "up", "--federated", "--once", "--drill", "replication", "--output", "json")) {
      int code = up.awaitEnd(LIMIT);

      assertThat(code).as(up.err() + up.out()).isZero();
      var json = Json.parse(up.out());
      assertThat(json.get("passed").asBoolean()).isTrue();
      assertThat(json.get("leaks")).isEmpty();
      assertThat(json.get("seenAfterMs").properties())
          .extracting(Map.Entry::getKey)
          .containsExactly("us-east-1", "eu-west-1", "ap-south-1");
      assertThat(json.at("/verified/topics").findValuesAsText("flow"))
          .contains("us-east-1>eu-west-1", "us-east-1>ap-south-1", "eu-west-1");
      assertThat(up.descendants()).hasSizeGreaterThanOrEqualTo(4).noneMatch(ProcessHandle::isAlive);
    }
  }
}
