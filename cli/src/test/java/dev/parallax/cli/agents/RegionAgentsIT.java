package dev.parallax.cli.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.HeartbeatStatus;
import dev.parallax.events.TaskResult;
import dev.parallax.sandbox.ChildCommand;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionAgentsIT {
  private static final String REGION = "eu-west-1";
  private static final String PREFIX = "agents-it.";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final TopicCatalogue TOPICS = new TopicCatalogue(PREFIX, 4);

  private static Link link;
  private static SandboxBroker broker;
  private static SchemaRegistryClient registry;
  private static AvroCodecs codecs;

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path directory;

  @BeforeAll
  static void startBroker() {
    link = Link.roundTrip(Duration.ofMillis(20));
    broker = SandboxBroker.start(SandboxBroker.Options.defaults().listener(REGION, link.port()));
    link.target(broker.port(REGION));
    broker.createTopics(TOPICS.all(List.of(REGION)));
    registry = SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
    codecs = new AvroCodecs(registry);
  }

  @AfterAll
  static void stopBroker() {
    registry.close();
    broker.close();
    link.close();
  }

  @Test
  void worksTellsItsHealthAndLeavesWhenItIsTold() throws Exception {
    try (var beats = tail(TOPICS.heartbeats().name(), AgentHeartbeat.class);
        var results = tail(TOPICS.results().name(), TaskResult.class);
        var agents = agents("--count", "3", "--id-prefix", "eu").start(log())) {
      agents.awaitLine("agents: 3 connected", SOON);
      agents.awaitReady(ready(), SOON);
      assertThat(get("/health/ready").body()).isEqualTo("{\"ready\":true,\"reasons\":[]}");
      assertThat(get("/elsewhere").statusCode()).isEqualTo(404);

      var second = beatOf(beats, "eu-2");
      assertThat(second.getCapabilities()).containsExactly("classification", "translation");
      assertThat(second.getMaxConcurrency()).isEqualTo(4);
      send(task("eu-2", "{\"text\":\"win a free prize now\"}"), second.getPartition());
      assertThat(result(results, "eu-2").getValue())
          .startsWith("{\"label\":\"spam\",\"spam\":true");

      link.cut(Link.Direction.FROM_TARGET);
      await().atMost(SOON).until(() -> get("/health/ready").statusCode() == 503);
      assertThat(get("/health/ready").body())
          .startsWith(
              "{\"ready\":false,\"reasons\":[\"agent eu-1: no heartbeat is acknowledged for ");
      link.heal(Link.Direction.FROM_TARGET);
      await().atMost(SOON).until(() -> get("/health/ready").statusCode() == 200);

      long told = System.nanoTime();
      agents.stop(Duration.ofSeconds(20));
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(5));
      await()
          .atMost(SOON)
          .until(() -> leaving(beats), ids -> ids.equals(List.of("eu-1", "eu-2", "eu-3")));
    }
  }

  @Test
  void isNotReadyWhileTheBrokerIsAwayAndEndsAllTheSame() throws Exception {
    try (var nowhere = Link.roundTrip(Duration.ZERO);
        var agents = command(nowhere.address()).start(log())) {
      agents.awaitLine("health: http://127.0.0.1:", SOON);
      var response = get("/health/ready");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body())
          .isEqualTo("{\"ready\":false,\"reasons\":[\"not connected to the cluster yet\"]}");

      long told = System.nanoTime();
      agents.stop(Duration.ofSeconds(20));
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(6));
      assertThat(log()).content().doesNotContain("Exception");
    }
  }

  @Test
  void refusesToRunWithoutAgents() {
    try (var agents = agents("--count", "0").start(log())) {
      assertThat(agents.awaitExit(SOON)).isTrue();
      assertThat(agents.exitStatus()).isEqualTo(2);
      assertThat(log()).content().startsWith("--count must be 1 or more, not 0");
    }
  }

  private ChildCommand agents(String... more) {
    return command(broker.bootstrapServers(REGION)).arguments(more);
  }

  private static ChildCommand command(String bootstrapServers) {
    return ChildProcess.java("agents", RegionAgents.class.getName())
        .heapMb(128)
        .arguments("--region", REGION, "--capabilities", "translation,classification")
        .arguments("--bootstrap-servers", bootstrapServers)
        .arguments("--schema-registry", SharedRegistry.get().url().toString())
        .arguments("--topic-prefix", PREFIX, "--heartbeat-ms", "500");
  }

  private Path log() {
    return directory.resolve("agents.log");
  }

  private URI ready() throws Exception {
    var line = Pattern.compile("health: (http://\\S+)").matcher(Files.readString(log()));
    assertThat(line.find()).isTrue();
    return URI.create(line.group(1) + "/health/ready");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(ready().resolve(path)).build(), BodyHandlers.ofString());
  }

  private static <T extends SpecificRecord> Tail<T> tail(String topic, Class<T> type) {
    return new Tail<>(broker.bootstrapServers(), topic, codecs.decoder(type));
  }

  private static AgentHeartbeat beatOf(Tail<AgentHeartbeat> beats, String agent) {
    return await()
        .atMost(SOON)
        .until(
            () -> beats.read().stream().filter(b -> b.getAgentId().equals(agent)).findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private static TaskResult result(Tail<TaskResult> results, String agent) {
    return await()
        .atMost(SOON)
        .until(
            () -> results.read().stream().filter(r -> r.getAgentId().equals(agent)).findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private static List<String> leaving(Tail<AgentHeartbeat> beats) {
    return beats.read().stream()
        .filter(beat -> beat.getStatus() == HeartbeatStatus.LEAVING)
        .map(AgentHeartbeat::getAgentId)
        .sorted()
        .toList();
  }

  private static ExecutionTask task(String agent, String input) {
    return ExecutionTask.newBuilder()
        .setExecutionId("e-1")
        .setSlot(0)
        .setPattern("content-classifier")
        .setInput(input)
        .setAgentId(agent)
        .setRegion(REGION)
        .setDeadline(System.currentTimeMillis() + 60_000)
        .build();
  }

  private static void send(ExecutionTask task, int partition) throws Exception {
    var topic = TOPICS.executions(REGION).name();
    var value = codecs.encoder(topic, ExecutionTask.class).encode(task);
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, partition, task.getAgentId().getBytes(UTF_8), value))
          .get(20, TimeUnit.SECONDS);
    }
  }
}
