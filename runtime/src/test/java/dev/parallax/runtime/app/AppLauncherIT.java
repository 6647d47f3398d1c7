package dev.parallax.runtime.app;

import static dev.parallax.runtime.app.Installation.SOON;
import static dev.parallax.runtime.app.Installation.address;
import static dev.parallax.runtime.app.Installation.output;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppLauncherIT {

  /** Said by the sandbox: who stops a child closes its input too. */
  private static final String PARENT_GUARD = "the parent process is gone";

  private final SandboxBroker broker = SharedBroker.get();
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path directory;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = Installation.in(directory, broker.bootstrapServers());
  }

  @Test
  void becomesReadyAndEndsAtOnceWithZeroWhenTold() throws Exception {
    var child = installation.startReady("a-1");
    assertThat(get(child, "/health/ready").body())
        .isEqualTo("{\"status\":\"ready\",\"reasons\":[]}");
    assertThat(json(get(child, "/.well-known/parallax").body()))
        .isEqualTo(
            json(
                """
                {"bootstrapServers": "%s", "schemaRegistryUrls": ["%s"], "topicPrefix": "%s.",
                 "partitions": 2, "currentRegion": "us-east-1", "regions": ["us-east-1"],
                 "agentHeartbeatMs": 10000}
                """
                    .formatted(
                        broker.bootstrapServers(),
                        SharedRegistry.get().url(),
                        installation.prefix())));
    var metrics = get(child, "/metrics").body();
    assertThat(metrics)
        .contains("parallax_config_info{hash=\"", "kafka_stream_thread_process_total");
    assertThat(metrics.lines().filter(line -> line.startsWith("kafka_"))).hasSizeLessThan(350);

    long before = System.nanoTime();
    child.stop(Duration.ofSeconds(15));

    assertThat(child.exitStatus()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    assertThat(membersOf(installation.applicationId())).isZero();
    assertLogIsQuiet(child);
  }

  /** One line an event, none of them a stack trace, and no chatter of the clients. */
  private static void assertLogIsQuiet(ChildProcess child) {
    var lines = output(child).lines().toList();
    assertThat(lines).hasSizeLessThan(20);
    assertThat(lines)
        .allMatch(
            line ->
                line.matches("\\d{4}-\\S+Z (INFO|WARN) .*")
                    || line.startsWith("operations server: http")
                    || line.startsWith(PARENT_GUARD));
  }

  @Test
  void failsWithOneAndLeavesItsGroupWhenAProcessorThrows() throws Exception {
    var child = installation.startReady("a-1");

    produce("k", "boom");

    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.exitStatus()).isEqualTo(1);
    assertThat(membersOf(installation.applicationId())).isZero();
    assertThat(output(child)).contains("the processor met boom");
  }

  @Test
  void listsAllFaultsOfTheConfigurationAndExitsWithTwo() {
    installation.write(
        """
        regions:
          - id: US_EAST
          - id: eu-west-1
        kafka:
          bootstrapServer: localhost:9092
        """);
    var child = installation.start(installation.app("a-1"));

    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.exitStatus()).isEqualTo(2);
    assertThat(output(child))
        .contains("parallax.config.yaml:2: regions[0].id", "parallax.config.yaml:5: kafka.boot")
        .contains("passthrough-app: not started; mend ")
        .doesNotContain("\tat ");
  }

  @Test
  void namesTheVariableOfAMissingSecret() {
    installation.configure(
        broker.bootstrapServers(), "  username: me\n  passwordEnv: NOT_SET_ANYWHERE");
    var child = installation.start(installation.app("a-1"));

    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.exitStatus()).isEqualTo(2);
    assertThat(output(child))
        .contains("environment variable NOT_SET_ANYWHERE, named by schemaRegistry.passwordEnv");
  }

  @Test
  void refusesAPortInUse() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      var child = installation.start(installation.app("a-1", "a-1", port));

      assertThat(child.awaitExit(SOON)).isTrue();
      assertThat(child.exitStatus()).isEqualTo(2);
      assertThat(output(child))
          .contains("cannot bind the operations server to 127.0.0.1:" + port)
          .contains("--port (0 = any free port)")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void refusesTopicsWithOtherPartitions() {
    broker.createTopics(List.of(new TopicCatalogue(installation.topic(""), 3).requests()));
    var child = installation.start(installation.app("a-1"));

    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.exitStatus()).isEqualTo(2);
    assertThat(output(child))
        .contains("topic " + installation.topic("requests") + " has 3 partitions, not 2")
        .doesNotContain("\tat ");
  }

  @Test
  void waitsForABrokerThatIsDownAndSaysWhichOne() throws Exception {
    try (var own = SandboxBroker.start(SandboxBroker.Options.defaults())) {
      own.stop();
      installation.configure(own.bootstrapServers(), "");
      var child = installation.start(installation.app("a-1"));
      child.awaitLine(
          "Kafka does not answer (" + own.bootstrapServers() + ": Connection refused)", SOON);
      child.awaitLine("next attempt in 1 s", SOON);
      assertThat(get(child, "/health/live").statusCode()).isEqualTo(200);
      var waiting = get(child, "/health/ready");
      assertThat(waiting.statusCode()).isEqualTo(503);
      assertThat(waiting.body()).contains("Kafka does not answer");

      own.start();

      child.awaitReady(address(child).resolve("/health/ready"), SOON);
      child.stop(Duration.ofSeconds(15));
      assertThat(child.exitStatus()).isZero();
      assertLogIsQuiet(child);
    }
  }

  @Test
  void endsAtOnceWhileItWaits() {
    installation.configure("127.0.0.1:1", "");
    var child = installation.start(installation.app("a-1"));
    child.awaitLine("Kafka does not answer (127.0.0.1:1: Connection refused)", SOON);
    long before = System.nanoTime();

    child.stop(Duration.ofSeconds(10));

    assertThat(child.exitStatus()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(output(child)).contains("Told to end before it ran").doesNotContain("\tat ");
  }

  @Test
  void letsNoOtherProcessTakeItsStateDirectoryAndEndsWhenOneTakesItsInstanceId() {
    var first = installation.startReady("a-1");
    var sharing = installation.start(installation.app("a-2", "a-1"));
    assertThat(sharing.awaitExit(SOON)).isTrue();
    assertThat(sharing.exitStatus()).isEqualTo(2);
    assertThat(output(sharing)).contains("a-1 is in use by another process: stop it, or");
    assertThat(first.isAlive()).isTrue();

    try (var second = installation.start(installation.app("a-1", "elsewhere"))) {
      assertThat(first.awaitExit(SOON)).isTrue();
      assertThat(first.exitStatus()).isEqualTo(1);
      assertThat(output(first))
          .contains("another process took over instance id a-1 of application")
          .doesNotContain("\tat ");
      second.awaitReady(address(second).resolve("/health/ready"), SOON);
    }
  }

  @Test
  void logsJsonIfAskedTo() {
    installation.write("regions: []\n");
    installation.configure("127.0.0.1:1", "");
    try (var child =
        installation.start(installation.app("a-1").environment("PARALLAX_LOG_FORMAT", "json"))) {
      child.awaitLine("Kafka does not answer", SOON);
      var warning =
          output(child).lines().filter(l -> l.contains("Kafka does not answer")).findFirst();
      assertThat(json(warning.orElseThrow()).path("level").asText()).isEqualTo("WARN");
    }
  }

  private void produce(String key, String value) throws Exception {
    var serializer = ByteArraySerializer.class.getName();
    var properties =
        Map.<String, Object>of(
            "bootstrap.servers", broker.bootstrapServers(),
            "key.serializer", serializer,
            "value.serializer", serializer);
    try (var producer = new KafkaProducer<byte[], byte[]>(properties)) {
      producer
          .send(
              new ProducerRecord<>(
                  installation.topic("requests"), key.getBytes(UTF_8), value.getBytes(UTF_8)))
          .get();
    }
  }

  private int membersOf(String group) throws ExecutionException, InterruptedException {
    try (var admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin
          .describeConsumerGroups(List.of(group))
          .describedGroups()
          .get(group)
          .get()
          .members()
          .size();
    }
  }

  private HttpResponse<String> get(ChildProcess child, String path)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address(child) + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
