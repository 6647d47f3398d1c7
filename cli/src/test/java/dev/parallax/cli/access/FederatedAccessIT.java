package dev.parallax.cli.access;

import static dev.parallax.cli.access.GuardedFederation.EU;
import static dev.parallax.cli.access.GuardedFederation.REGIONS;
import static dev.parallax.cli.access.GuardedFederation.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.client.AgentAnswer;
import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.ParallaxAgent;
import dev.parallax.client.ParallaxClient;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.health.HealthApp;
import dev.parallax.replicator.ReplicatorApp;
import dev.parallax.router.RouterApp;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SharedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights of federated control planes and of their replicators suffice, and are no more than
 * they need: two brokers that deny what {@code acl apply} did not grant.
 */
@Tag("long")
class FederatedAccessIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String PATTERN =
      "name: sorted\nversion: 1.0.0\nagents: {capabilities: [sorting]}\n";
  private static final String COPY = ".mirror.";

  @TempDir private static Path directory;
  private static GuardedFederation federation;

  @BeforeAll
  static void start() throws Exception {
    federation = new GuardedFederation(directory);
    try (var admin = Admin.create(federation.login("admin", EU))) {
      admin
          .createTopics(List.of(new NewTopic("knowledge", Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
    try (var administrator = new Attempts(federation.login("admin", EU))) {
      assertThat(administrator.write("knowledge")).isTrue();
    }
  }

  @AfterAll
  static void stop() {
    federation.close();
  }

  @Test
  void aRequestIsDoneInTheOtherRegionByAPatternThatCameFromThere() throws Exception {
    CommandRun.write(directory, "sorted.yaml", PATTERN);
    var apps = new ArrayList<ChildProcess>();
    for (var region : REGIONS) {
      apps.add(
          federation.start(
              "replicator",
              ReplicatorApp.class.getName(),
              region,
              "parallax-replicator-" + region));
      apps.add(federation.start("health", HealthApp.class.getName(), region, "parallax-health"));
      apps.add(federation.start("router", RouterApp.class.getName(), region, "parallax-router"));
    }
    try (var agent = agent()) {
      agent.connected().get();
      apps.forEach(app -> app.awaitLine("operations server: http", SOON));
      for (var app : apps) {
        app.awaitReady(GuardedApps.ready(app), SOON);
      }
      var applied =
          federation.as(
              "parallax-operator", "pattern", "apply", "-f", "sorted.yaml", "--region", EU);
      assertThat(applied.code()).as(applied.toString()).isEqualTo(ExitCode.OK);

      try (var client = client()) {
        var outcome =
            client
                .executePattern("sorted", "b a", ExecutionOptions.defaults().executionId("e-1"))
                .get();
        assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(outcome.getRegions()).containsExactly(EU);
      }
      copiesWhatItIsToldTo();
      for (var app : apps) {
        assertThat(GuardedApps.output(app))
            .as(app.name())
            .doesNotContainIgnoringCase("authoriz")
            .doesNotContain("of-parallax-");
      }
    }
  }

  /** Of the user's own, of outcomes, and of what operators look at. */
  private static void copiesWhatItIsToldTo() {
    try (var analyst = new Attempts(federation.login("parallax-analyst", US));
        var operator = new Attempts(federation.login("parallax-operator", US));
        var there = new Attempts(federation.login("parallax-operator", EU))) {
      assertThat(operator.read(EU + COPY + "knowledge")).isTrue();
      assertThat(operator.read(EU + COPY + "parallax.patterns")).isTrue();
      assertThat(analyst.read("parallax.outcomes-delayed")).isTrue();
      assertThat(there.read(US + COPY + "parallax.outcomes-shared")).isTrue();
    }
  }

  private static ParallaxAgent agent() {
    var builder =
        ParallaxAgent.builder()
            .bootstrapServers(federation.bootstrapServers(EU))
            .schemaRegistry(SharedRegistry.get().url().toString())
            .region(EU)
            .id("paris-1")
            .capabilities("sorting")
            .handler(task -> AgentAnswer.of("a b"));
    federation.properties("agents-" + EU).forEach(builder::kafkaProperty);
    return builder.start();
  }

  private static ParallaxClient client() {
    var builder =
        ParallaxClient.builder()
            .bootstrapServers(federation.bootstrapServers(US))
            .schemaRegistry(SharedRegistry.get().url().toString())
            .timeout(SOON);
    federation.properties("parallax-producer").forEach(builder::kafkaProperty);
    return builder.connect();
  }

  @Test
  void aReplicatorReadsElsewhereWhatItCarriesAndWritesNothingThere() {
    try (var away = new Attempts(federation.login("parallax-replicator-us-east-1", EU))) {
      assertThat(away.read("knowledge")).isTrue();
      var refused =
          List.of("parallax.requests", "parallax.executions.eu-west-1", "parallax.results");
      refused.forEach(topic -> assertThat(away.read(topic)).as(topic).isFalse());
      List.of("knowledge", "parallax.patterns", "parallax.commands", "parallax.outcomes")
          .forEach(topic -> assertThat(away.write(topic)).as(topic).isFalse());
    }
  }

  @Test
  void aReplicatorDoesNothingAtHomeButReplicating() {
    try (var home = new Attempts(federation.login("parallax-replicator-eu-west-1", EU))) {
      List.of("parallax.requests", "parallax.results", "parallax.executions.eu-west-1")
          .forEach(topic -> assertThat(home.read(topic)).as(topic).isFalse());
      List.of(
              "parallax.requests",
              "parallax.executions.eu-west-1",
              "parallax.regions",
              "parallax.commands",
              "knowledge")
          .forEach(topic -> assertThat(home.write(topic)).as(topic).isFalse());
    }
  }
}
