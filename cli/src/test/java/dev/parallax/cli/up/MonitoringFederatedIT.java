package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.CommandRun;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the board of replication shows of a cluster in every region. */
@Tag("long")
class MonitoringFederatedIT {
  private static final Duration START = Duration.ofMinutes(6);
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir private Path home;

  @Test
  void noPanelOfTheBoardOfReplicationIsEmpty() throws Exception {
    Monitoring.assumeInstalled();
    var overlay =
        CommandRun.write(
            home,
            "overlay.yaml",
            """
            replication:
              patterns: {enabled: true}
              executions: {analytics: {enabled: true, destination: us-east-1, delay: 1s}}
            """);
    try (var hook = new AlertHook();
        var up =
            UpProcess.start(home, "up", "--federated", "--config-overlay", overlay.toString())) {
      await().atMost(START).until(() -> up.out().contains("From another terminal"));
      try (var monitoring = Monitoring.start(home, hook)) {
        await()
            .atMost(SOON)
            .until(
                () ->
                    monitoring.isReady()
                        && monitoring.query("parallax_quorum == 1").size() == 3
                        && monitoring.query("parallax_replication_flow_up == 1").size() == 6);
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(BoardQuery.all())
                        .filteredOn(BoardQuery::isOfReplication)
                        .noneMatch(query -> monitoring.query(query.expression()).isEmpty()));
      }
      up.askToEnd();
      up.awaitEnd(SOON);
    }
  }
}
