package dev.parallax.cli.failovers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsIT {
  private static final long AT = 1_700_000_000_000L;

  @TempDir private Path directory;
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1", "eu-west-1").withTopics();
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void printsOneLineAnEventTheOldestFirst() {
    fill();

    assertThat(cluster.run("logs", "--filter", "failover"))
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                """
                2023-11-14T22:13:20Z  epoch 1  FAILOVER  us-east-1 -> eu-west-1  down for 1 of 1 observer  (by automatic)
                2023-11-14T22:13:21Z  epoch 1  REFUSED  -> us-east-1  us-east-1 is UNHEALTHY (F4)  (by User:ops)
                2023-11-14T22:13:22Z  epoch 2  DRAIN  us-east-1  ordered  (by User:ops)  skipped: F6: the last region
                """,
                ""));
  }

  @Test
  void printsOneDocumentALineAsJson() {
    fill();

    var run = cluster.run("logs", "--output", "json");

    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out().lines().findFirst().orElseThrow())
        .isEqualTo(
            "{\"id\":\"1\",\"at\":1700000000000,\"time\":\"2023-11-14T22:13:20Z\",\"epoch\":1,"
                + "\"kind\":\"FAILOVER\",\"from\":\"us-east-1\",\"to\":\"eu-west-1\","
                + "\"cause\":\"down for 1 of 1 observer\",\"by\":\"automatic\",\"command\":null,"
                + "\"skipped\":[]}");
  }

  @Test
  void saysThatTheLogIsEmptyWhichIsNoFailure() {
    assertThat(cluster.run("logs", "--filter", "failover", "--since", "1h"))
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                "",
                "parallax: no failover, evacuation, drain or refused command within 1h\n"));
    assertThat(cluster.run("logs").err())
        .isEqualTo(
            "parallax: no failover, evacuation, drain or refused command is kept in the log\n");
  }

  @Test
  void refusesAFilterThatDoesNotExist() {
    assertThat(cluster.run("logs", "--filter", "routing"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE, "", "parallax: there is no filter routing; there is: failover\n"));
  }

  private void fill() {
    put(event(1, FailoverKind.FAILOVER, 1).setFrom("us-east-1").setTo("eu-west-1").build());
    put(
        event(2, FailoverKind.REFUSED, 1)
            .setTo("us-east-1")
            .setCause("us-east-1 is UNHEALTHY (F4)")
            .setBy("User:ops")
            .build());
    put(
        event(3, FailoverKind.DRAIN, 2)
            .setFrom("us-east-1")
            .setCause("ordered")
            .setBy("User:ops")
            .setSkipped(List.of("F6: the last region"))
            .build());
  }

  private static FailoverEvent.Builder event(int number, FailoverKind kind, long epoch) {
    return FailoverEvent.newBuilder()
        .setId(Integer.toString(number))
        .setEpoch(epoch)
        .setKind(kind)
        .setCause("down for 1 of 1 observer")
        .setBy("automatic")
        .setAt(AT + (number - 1) * 1_000L);
  }

  private void put(FailoverEvent event) {
    var region = event.getFrom() == null ? event.getTo() : event.getFrom();
    cluster.put(cluster.topics().failovers(), region, event);
  }
}
