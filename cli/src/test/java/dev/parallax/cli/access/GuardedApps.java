package dev.parallax.cli.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.console.ExitCode;
import dev.parallax.client.AgentAnswer;
import dev.parallax.client.Cancellation;
import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.ParallaxAgent;
import dev.parallax.client.ParallaxClient;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.health.HealthApp;
import dev.parallax.router.RouterApp;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SharedRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Router, health app, an agent and a client at a guarded cluster, each by its own login. */
final class GuardedApps implements AutoCloseable {
  static final Duration SOON = Duration.ofMinutes(2);

  /** One configuration for all: who logs in stands in the environment. */
  static final String SETTINGS =
      """
      schemaRegistry: {urls: ["%s"]}
      topics: {partitions: 2}
      """;

  private static final Pattern ADDRESS = Pattern.compile("operations server: (http://\\S+)");

  private final GuardedCluster cluster;
  private final ChildProcess health;
  private final ChildProcess router;
  private final ParallaxAgent agent;
  private final ParallaxClient client;

  /** Starts them; the cluster grants the rights of all roles. */
  GuardedApps(GuardedCluster cluster) {
    this.cluster = cluster;
    this.health =
        start(cluster, "health", HealthApp.class.getName(), cluster.environment("parallax-health"));
    this.router = router(cluster, "router", cluster.environment("parallax-router"));
    this.agent = agent(cluster);
    this.client = client(cluster);
  }

  /**
   * A router in these surroundings.
   *
   * @param name of its log and of its state
   */
  static ChildProcess router(GuardedCluster cluster, String name, Map<String, String> environment) {
    return start(cluster, name, RouterApp.class.getName(), environment);
  }

  /** What everybody is there for: answers, cancellations, a drain, the console. */
  void work() throws Exception {
    agent.connected().get();
    awaitReady(health, router);

    answer("answered");
    assertThat(client.cancel("answered", "too late").get()).isEqualTo(Cancellation.ENDED);
    assertThat(client.cancel("never asked for", "").get()).isEqualTo(Cancellation.UNKNOWN);

    showsInTheConsole(health);
    obeysAnOperator(cluster);
  }

  /** One request is answered. */
  void answer(String id) throws Exception {
    var outcome = client.execute("work", options(id)).get();
    assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(outcome.getValue()).isEqualTo("\"done\"");
  }

  /** Nobody was refused anything, and nobody told a secret. */
  void saidNothingOfRightsOrSecrets() {
    assertThat(output(health) + output(router))
        .doesNotContainIgnoringCase("authoriz")
        .doesNotContain(cluster.secrets());
  }

  private static ExecutionOptions options(String id) {
    return ExecutionOptions.defaults()
        .executionId(id)
        .capabilities(List.of("classification"))
        .timeout(SOON);
  }

  private static ChildProcess start(
      GuardedCluster cluster, String app, String mainClass, Map<String, String> environment) {
    var directory = cluster.directory();
    var command =
        ChildProcess.java(app, mainClass)
            .heapMb(256)
            .jvmOptions("-Dlogback.configurationFile=parallax-logback.xml")
            .directory(directory);
    for (var variable : environment.entrySet()) {
      command = command.environment(variable.getKey(), variable.getValue());
    }
    return command
        .arguments("--config", cluster.configFromEnvironment().toString())
        .arguments("--instance-id", app + "-1", "--port", "0", "--bind", "127.0.0.1")
        .arguments("--state-dir", directory.resolve(app + "-state").toString())
        .start(directory.resolve(app + ".log"));
  }

  private static ParallaxAgent agent(GuardedCluster cluster) {
    var builder =
        ParallaxAgent.builder()
            .bootstrapServers(cluster.bootstrapServers())
            .schemaRegistry(SharedRegistry.get().url().toString())
            .region("eu-west-1")
            .id("paris-1")
            .capabilities("classification")
            .handler(task -> AgentAnswer.of("done"));
    cluster.properties("agents-eu-west-1").forEach(builder::kafkaProperty);
    return builder.start();
  }

  private static ParallaxClient client(GuardedCluster cluster) {
    var builder =
        ParallaxClient.builder()
            .bootstrapServers(cluster.bootstrapServers())
            .schemaRegistry(SharedRegistry.get().url().toString())
            .timeout(SOON);
    cluster.properties("parallax-producer").forEach(builder::kafkaProperty);
    return builder.connect();
  }

  private static void awaitReady(ChildProcess... apps) {
    for (var app : apps) {
      app.awaitLine("operations server: http", SOON);
      app.awaitReady(ready(app), SOON);
    }
  }

  private static void showsInTheConsole(ChildProcess health) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(get(address(health) + "/api/console/state"))
                    .contains("\"status\":\"live\""));
  }

  /** Commands log in as an operator, who publishes, drains and looks. */
  private static void obeysAnOperator(GuardedCluster cluster) {
    var drained = cluster.as("parallax-operator", "region", "drain", "us-east-1");
    assertThat(drained.code()).as(drained.toString()).isEqualTo(ExitCode.OK);
    var shown = cluster.as("parallax-operator", "execution", "show", "answered");
    assertThat(shown.code()).as(shown.toString()).isEqualTo(ExitCode.OK);
    assertThat(shown.out()).contains("COMPLETED");
    var checked = cluster.as("parallax-operator", "topics", "list", "--check");
    assertThat(checked.code()).as(checked.toString()).isEqualTo(ExitCode.OK);
    var refused = cluster.as("parallax-analyst", "region", "undrain", "us-east-1");
    assertThat(refused.code()).as(refused.toString()).isNotEqualTo(ExitCode.OK);
  }

  /** Where an app whose server is there says whether it is ready. */
  static URI ready(ChildProcess app) {
    return URI.create(address(app) + "/health/ready");
  }

  private static String address(ChildProcess app) {
    var found = ADDRESS.matcher(output(app));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** What an app wrote so far. */
  static String output(ChildProcess app) {
    try {
      return Files.readString(app.logFile(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String get(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    client.close();
    agent.close();
    router.close();
    health.close();
  }
}
