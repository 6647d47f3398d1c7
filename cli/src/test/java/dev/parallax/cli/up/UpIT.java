package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.session.StateFile;
import dev.parallax.client.ParallaxClient;
import dev.parallax.events.ExecutionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox that runs until it is told to end. */
@Tag("long")
class UpIT {
  private static final int ENDED_BY_SIGTERM = 143;

  @TempDir private Path home;

  @Test
  void isFoundByTheRoutersUrlAloneAndEndsWithAllItsProcesses() throws Exception {
    var stateFile = new StateFile(home.resolve(".parallax/up.json"));
    try (var up = UpProcess.start(home, "up")) {
      await().atMost(Duration.ofMinutes(2)).until(() -> up.out().contains("From another terminal"));
      var state = stateFile.read().orElseThrow();
      assertThat(up.out()).contains(state.routerUrl(), state.registryUrl());
      assertExecutes(state.routerUrl());

      up.askToEnd();

      assertThat(up.awaitEnd(Duration.ofSeconds(30))).as(up.err()).isEqualTo(ENDED_BY_SIGTERM);
      assertThat(up.descendants()).hasSize(8).noneMatch(ProcessHandle::isAlive);
      assertThat(up.err()).doesNotContain("is started again", "Exception");
      assertThat(stateFile.path()).doesNotExist();
    }
  }

  private static void assertExecutes(String routerUrl) throws Exception {
    try (var client = ParallaxClient.builder().controlPlaneUrl(routerUrl).connect()) {
      var outcome =
          client
              .executePattern("content-classifier", Map.of("text", "win a free prize now"))
              .get(30, TimeUnit.SECONDS);
      assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
    }
  }
}
