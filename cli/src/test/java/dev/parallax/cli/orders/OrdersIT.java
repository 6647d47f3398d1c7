package dev.parallax.cli.orders;

import static dev.parallax.cli.orders.FakeHealthApp.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.AgreementView;
import dev.parallax.events.CommandKind;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersIT {
  private static final String USER = System.getProperty("user.name");
  private static final String ACTIVE_PASSIVE =
      """
      disasterRecovery:
        mode: active-passive
        primary: us-east-1
        standby: [eu-west-1, ap-south-1]
        failover: {automatic: false}
      """;

  @TempDir private Path directory;
  private TestCluster cluster;
  private FakeHealthApp health;

  @BeforeEach
  void startCluster() {
    cluster =
        new TestCluster(directory, "us-east-1", "eu-west-1", "ap-south-1")
            .withSettings(ACTIVE_PASSIVE)
            .withTopics();
  }

  @AfterEach
  void closeAll() {
    if (health != null) {
      health.close();
    }
    cluster.close();
  }

  @Test
  void failsOverAndTellsHowToComeBack() {
    answering(c -> List.of(event(FailoverKind.FAILOVER, 4, c.getFrom(), c.getTo())));
    var run = cluster.run("region", "failover", "--from", "us-east-1", "--to", "eu-west-1");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                "eu-west-1 is the active region instead of us-east-1 (epoch 4). It stays so until"
                    + " 'parallax region failback --to us-east-1'.\n",
                ""));
    var command = health.seen().get(0);
    assertThat(command)
        .isEqualTo(
            new RegionCommand(
                command.getId(),
                CommandKind.FAILOVER,
                "us-east-1",
                "eu-west-1",
                false,
                USER,
                command.getAt()));
  }

  @Test
  void forcesAsThePageSaysAndTellsWhatWasSkipped() {
    answering(
        c ->
            List.of(
                event(FailoverKind.FAILOVER, 1, "us-east-1", c.getTo())
                    .setSkipped(List.of("F2: eu-west-1 is UNHEALTHY"))));
    var run = cluster.run("region", "failover", "--force", "--to", "eu-west-1");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("eu-west-1 is the active region instead of us-east-1 (epoch 1).")
        .endsWith(" Force skipped: F2: eu-west-1 is UNHEALTHY.\n");
    assertThat(health.seen())
        .extracting(RegionCommand::getFrom, RegionCommand::getForce)
        .containsExactly(tuple(null, true));
  }

  @Test
  void tellsWhyItIsRefused() {
    answering(
        c ->
            List.of(
                event(FailoverKind.REFUSED, 0, null, c.getTo())
                    .setCause("eu-west-1 is UNHEALTHY (F4)")));
    var run = cluster.run("region", "failover", "--to", "eu-west-1");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.FAILED,
                "",
                "parallax: REFUSED, nothing is changed: eu-west-1 is UNHEALTHY (F4)\n"));
  }

  @Test
  void tellsEveryChangeThatADrainMakes() {
    answering(
        c ->
            List.of(
                event(FailoverKind.FAILOVER, 1, "us-east-1", "eu-west-1"),
                event(FailoverKind.DRAIN, 2, c.getFrom(), null)));
    var run = cluster.run("region", "drain", "us-east-1");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines())
        .hasSize(2)
        .last()
        .isEqualTo(
            "us-east-1 takes no new work, and what runs there ends (epoch 2). 'parallax region"
                + " undrain us-east-1' ends it.");
  }

  @Test
  void ordersFailbackAndUndrain() {
    Function<RegionCommand, List<FailoverEvent.Builder>> answers =
        c ->
            c.getKind() == CommandKind.FAILBACK
                ? List.of(event(FailoverKind.FAILBACK, 1, "eu-west-1", c.getTo()))
                : List.of(event(FailoverKind.UNDRAIN, 2, c.getFrom(), null));
    answering(answers);
    assertThat(cluster.run("region", "failback", "--to", "us-east-1").out())
        .isEqualTo("us-east-1 is the active region again, instead of eu-west-1 (epoch 1).\n");
    assertThat(cluster.run("region", "undrain", "ap-south-1").out())
        .isEqualTo("ap-south-1 takes new work again (epoch 2).\n");
  }

  @Test
  void printsTheEventsAsJson() {
    answering(c -> List.of(event(FailoverKind.REFUSED, 3, null, c.getTo())));
    var run = cluster.run("region", "failover", "--to", "eu-west-1", "--output", "json");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    var json = run.json();
    assertThat(json.get("command").asText()).isEqualTo(health.seen().get(0).getId());
    assertThat(json.at("/events/0/kind").asText()).isEqualTo("REFUSED");
    assertThat(json.at("/events/0/epoch").asLong()).isEqualTo(3);
    assertThat(json.at("/events/0/by").asText()).isEqualTo(USER);
  }

  @Test
  void saysThatNoHealthApplicationRunsAndThatTheCommandStays() {
    var run = cluster.run("region", "failover", "--to", "eu-west-1", "--timeout", "300ms");

    answering(c -> List.of());
    await().until(() -> !health.seen().isEmpty());
    var command = health.seen().get(0);
    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.FAILED,
                "",
                "parallax: nothing is heard of command "
                    + command.getId()
                    + " within 300ms: no health application has told any region's state yet;"
                    + " start health-app, or look at its log. The command stays in the topic and"
                    + " may still take effect; 'parallax logs --filter failover' tells\n"));
  }

  @Test
  void saysThatAHealthApplicationRunsButDoesNotAnswer() {
    cluster.put(
        cluster.topics().regions(),
        "us-east-1",
        RegionState.newBuilder()
            .setRegion("us-east-1")
            .setHealth(Health.HEALTHY)
            .setSince(0)
            .setUpdatedAt(System.currentTimeMillis())
            .build());

    var run = cluster.run("region", "drain", "us-east-1", "--timeout", "300ms");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("a health application told of regions ", " ago, so it may be starting again");
  }

  @Test
  void saysThatNothingIsObeyedWhereNoMajorityIsHeard() {
    cluster.put(
        cluster.topics().regions(),
        "ap-south-1",
        RegionState.newBuilder()
            .setRegion("ap-south-1")
            .setHealth(Health.HEALTHY)
            .setSince(0)
            .setUpdatedAt(System.currentTimeMillis())
            .setAgreement(
                AgreementView.newBuilder()
                    .setTerm(2)
                    .setNumber(1)
                    .setMajority(false)
                    .setSees(List.of("ap-south-1"))
                    .setSince(0)
                    .build())
            .build());

    var run = cluster.run("region", "drain", "us-east-1", "--timeout", "300ms");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains(
            "within 300ms: no majority: region ap-south-1 sees only ap-south-1 of us-east-1,"
                + " eu-west-1, ap-south-1; the failover state does not change. The command waits"
                + " for a minute and is then refused");
  }

  @Test
  void sendsNothingThatIsAMistake() {
    assertThat(cluster.run("region", "failover", "--to", "eu-west-11"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: there is no region eu-west-11; did you mean eu-west-1? There are"
                    + " us-east-1, eu-west-1, ap-south-1\n"));
    assertThat(cluster.run("region", "failover", "--from", "eu-west-1", "--to", "eu-west-1"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: --from and --to are both eu-west-1: name two regions\n"));
    cluster.withSettings("");
    assertThat(cluster.run("region", "failover", "--force", "--to", "eu-west-1"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: --from is needed: this configuration is not active-passive, so several"
                    + " regions serve; 'parallax region failover --from REGION --to eu-west-1'"
                    + " moves the work of one of them (F5)\n"));

    assertThat(cluster.records(cluster.topics().commands())).isZero();
  }

  private void answering(Function<RegionCommand, List<FailoverEvent.Builder>> answers) {
    health = new FakeHealthApp(cluster, answers);
  }
}
