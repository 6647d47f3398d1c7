package dev.parallax.client;

import static dev.parallax.client.TestCluster.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutageIT {
  private final Logger logger = (Logger) LoggerFactory.getLogger(AgentHost.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void waitsForABrokerThatIsDownAtTheStartAndSaysSoInOneLine() throws Exception {
    try (var broker = SandboxBroker.start(SandboxBroker.Options.defaults())) {
      broker.createTopics(new TopicCatalogue("parallax.", 2).all(List.of(REGION)));
      broker.stop();
      try (var agent =
          anAgent(broker.bootstrapServers())
              .kafkaProperty("default.api.timeout.ms", "500")
              .start()) {
        await().until(() -> !log.list.isEmpty());
        await()
            .during(Duration.ofSeconds(2))
            .until(() -> log.list.size() == 1 && !agent.connected().isDone());
        assertThat(said())
            .singleElement()
            .asString()
            .startsWith("agents of us-east-1: Kafka at " + broker.bootstrapServers())
            .contains("does not answer")
            .endsWith("check bootstrapServers and that the broker runs; trying again");

        broker.start();

        agent.connected().get(60, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void waitsForARegistryThatIsDownAtTheStartAndSaysSoInOneLine() throws Exception {
    var url = "http://127.0.0.1:" + closedPort();
    try (var agent =
        ParallaxAgent.builder()
            .bootstrapServers(SharedBroker.get().bootstrapServers())
            .schemaRegistry(url)
            .schemaRegistrySettings(registry -> registry.timeBudget(Duration.ofMillis(200)))
            .region(REGION)
            .handler(task -> AgentAnswer.of(1))
            .start()) {
      await().until(() -> !log.list.isEmpty());

      assertThat(agent.connected()).isNotDone();
      assertThat(said())
          .singleElement()
          .asString()
          .startsWith("agents of us-east-1: schema registry [" + url + "] not reachable")
          .endsWith("trying again")
          .doesNotContain("\n");
    }
  }

  @Test
  void saysWhichTopicIsMissing() {
    try (var agent =
        anAgent(SharedBroker.get().bootstrapServers()).topicPrefix("nobody.").start()) {
      await().until(() -> !log.list.isEmpty());

      assertThat(agent.connected()).isNotDone();
      assertThat(said())
          .first()
          .asString()
          .contains("topic nobody.executions.us-east-1 does not exist at Kafka");
    }
  }

  @Test
  void cancelsTheConnectionThatWasNotMadeWhenItIsClosed() throws Exception {
    CompletableFuture<Void> connected;
    try (var agent = anAgent("127.0.0.1:" + closedPort()).start()) {
      connected = agent.connected();
    }

    assertThat(connected).isCancelled();
  }

  @Test
  void createsNoTopicWhereTheBrokerWouldLetIt() {
    var options = SandboxBroker.Options.defaults().override("auto.create.topics.enable", "true");
    try (var broker = SandboxBroker.start(options)) {
      try (var agent =
          anAgent(broker.bootstrapServers())
              .kafkaProperty("allow.auto.create.topics", "true")
              .start()) {
        await().until(() -> !log.list.isEmpty());

        assertThat(agent.connected()).isNotDone();
      }
      try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        assertThat(admin.listTopics().names().toCompletionStage().toCompletableFuture().join())
            .isEmpty();
      }
    }
  }

  @Test
  void isRefusedByAControlPlaneThatDoesNotAnswerAndSaysWhich() throws Exception {
    var url = "http://127.0.0.1:" + closedPort();
    var client =
        ParallaxClient.builder().controlPlaneUrl(url).connectTimeout(Duration.ofMillis(300));

    assertThatThrownBy(client::connect)
        .isInstanceOf(ParallaxException.class)
        .hasMessageStartingWith(
            "Parallax client cannot connect: control plane " + url + "/.well-known/parallax");
  }

  @Test
  void goesOnWithItsPositionAfterAnOutageAndSendsWhatWasAskedMeanwhile() throws Exception {
    SchemaRegistry registry = new InMemorySchemaRegistry();
    try (var broker = SandboxBroker.start(SandboxBroker.Options.defaults())) {
      try (var cluster = TestCluster.on(broker, registry, "parallax.");
          var router = new EchoRouter(cluster);
          var agent =
              ParallaxAgent.builder()
                  .bootstrapServers(broker.bootstrapServers())
                  .schemaRegistry(registry)
                  .region(REGION)
                  .id("a-1")
                  .handler(task -> AgentAnswer.of(task.executionId()))
                  .start();
          var client =
              ParallaxClient.builder()
                  .bootstrapServers(broker.bootstrapServers())
                  .schemaRegistry(registry)
                  .kafkaProperty("max.block.ms", "500")
                  .connect()) {
        agent.connected().get(30, TimeUnit.SECONDS);
        router.awaitAgents("a-1");
        assertThat(client.executePattern("p", Map.of()).join().getAgents()).containsExactly("a-1");

        broker.stop();
        var atOnce = client.executePattern("p", Map.of());
        await().during(Duration.ofSeconds(3)).until(() -> !atOnce.isDone());
        var later = client.executePattern("p", Map.of());
        broker.start();

        assertThat(atOnce.get(60, TimeUnit.SECONDS).getAgents()).containsExactly("a-1");
        assertThat(later.get(60, TimeUnit.SECONDS).getAgents()).containsExactly("a-1");
      }
    }
  }

  private static ParallaxAgent.Builder anAgent(String bootstrapServers) {
    return ParallaxAgent.builder()
        .bootstrapServers(bootstrapServers)
        .schemaRegistry(new InMemorySchemaRegistry())
        .region(REGION)
        .handler(task -> AgentAnswer.of(1));
  }

  private List<String> said() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static int closedPort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
