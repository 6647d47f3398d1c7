package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentState;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RegionState;
import dev.parallax.events.RoutingDecision;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real router process is killed while it holds requests that are bound to one region. */
class HeldKillIT {
  private static final int REQUESTS = 200;
  private static final int PARTITIONS = 3;
  private static final List<String> REGIONS = RouterDriver.REGIONS;
  private static final String HOME = "eu-west-1";
  private static final Pattern ADDRESS = Pattern.compile("Operations server on (http://\\S+)");

  private final Path directory = Path.of("target", "held-kill");
  private final SandboxBroker broker = SharedBroker.get();
  private final String prefix = "held-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final TopicCatalogue topics = new TopicCatalogue(prefix, PARTITIONS);
  private SchemaRegistryClient registry;
  private AvroCodecs codecs;
  private CheckedProducer producer;
  private ChildProcess router;
  private Path log;
  private int starts;

  @BeforeEach
  void startWithAgentsEverywhereButInTheEu() throws IOException {
    registry = SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
    codecs = new AvroCodecs(registry);
    broker.createTopics(topics.all(REGIONS));
    producer = new CheckedProducer(broker.bootstrapServers());
    for (var region : REGIONS) {
      var state = Events.region(region, "us-east-1", region.equals("us-east-1") ? 0 : 85);
      put(topics.regions(), region, state, RegionState.class);
      if (!region.equals(HOME)) {
        put(Events.agent(region + "-0", region, "classification"));
      }
    }
    producer.flush();
    writeConfiguration();
  }

  @AfterEach
  void stop() {
    if (router != null) {
      router.close();
    }
    producer.close();
    registry.close();
  }

  @Test
  void routesEveryBoundRequestOnceWhenItsAgentsComeThoughItWasKilled() {
    startRouter();
    for (int i = 0; i < REQUESTS; i++) {
      var request = Events.request(id(i)).setInput("{\"dataResidency\":\"eu\"}").build();
      put(topics.requests(), id(i), request, ExecutionRequest.class);
    }
    producer.flush();
    awaitHeld(REQUESTS);
    router.kill();
    startRouter();
    awaitHeld(REQUESTS);
    assertThat(read(topics.decisions())).isEmpty();

    for (int partition = 0; partition < PARTITIONS; partition++) {
      var agent = Events.agent(HOME + "-" + partition, HOME, "classification");
      agent.setPartition(partition);
      put(agent);
    }
    producer.flush();
    awaitHeld(0);
    router.stop(Duration.ofSeconds(15));
    assertThat(router.exitStatus()).isZero();

    var all = IntStream.range(0, REQUESTS).mapToObj(HeldKillIT::id).toList();
    assertThat(read(topics.executions(HOME), ExecutionTask.class))
        .extracting(ExecutionTask::getExecutionId)
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(read(topics.executions("us-east-1"))).isEmpty();
    assertThat(read(topics.executions("ap-south-1"))).isEmpty();
    assertThat(read(topics.unroutable())).isEmpty();
    assertThat(read(topics.deadLetters())).isEmpty();
    assertThat(read(topics.decisions(), RoutingDecision.class))
        .allSatisfy(
            decision -> {
              assertThat(decision.getResult()).isEqualTo(DecisionResult.ROUTED);
              assertThat(decision.getHeldMs()).isPositive();
            })
        .extracting(RoutingDecision::getExecutionId)
        .containsExactlyInAnyOrderElementsOf(all);
  }

  private void startRouter() {
    log = directory.resolve("router-" + prefix + ++starts + ".log");
    router =
        ChildProcess.java("router", RouterApp.class.getName())
            .heapMb(256)
            .arguments("--config", directory.resolve("parallax.config.yaml").toString())
            .arguments("--instance-id", "router-1", "--port", "0")
            .arguments("--state-dir", directory.resolve("state-" + prefix).toString())
            .start(log);
  }

  private void awaitHeld(int requests) {
    router.awaitLine("Operations server on", Duration.ofSeconds(60));
    await(requests + " held requests")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(held()).isEqualTo(requests));
  }

  /** The sum of the gauges of all partitions; -1 unless there is one of each. */
  private int held() {
    var gauges =
        metrics()
            .lines()
            .filter(line -> line.startsWith("parallax_held_requests{"))
            .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .summaryStatistics();
    return gauges.getCount() == PARTITIONS ? (int) gauges.getSum() : -1;
  }

  private String metrics() {
    try {
      var address = ADDRESS.matcher(Files.readString(log));
      assertThat(address.find()).isTrue();
      try (InputStream metrics =
          URI.create(address.group(1)).resolve("/metrics").toURL().openStream()) {
        return new String(metrics.readAllBytes(), UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(int i) {
    return "e-%03d".formatted(i);
  }

  private void put(AgentState agent) {
    put(topics.agents(), agent.getAgentId(), agent, AgentState.class);
  }

  private <T extends SpecificRecord> void put(TopicSpec topic, String key, T value, Class<T> type) {
    producer.send(topic.name(), key, codecs.encoder(topic.name(), type).encode(value));
  }

  private <T extends SpecificRecord> List<T> read(TopicSpec topic, Class<T> type) {
    var decoder = codecs.decoder(type);
    return read(topic).stream().map(decoder::decode).toList();
  }

  private List<byte[]> read(TopicSpec topic) {
    return CommittedTopic.all(broker.bootstrapServers(), topic.name()).stream()
        .map(record -> record.value())
        .toList();
  }

  private void writeConfiguration() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("parallax.config.yaml"),
        """
        regions:
          - {id: us-east-1, primary: true}
          - {id: eu-west-1}
          - {id: ap-south-1}
        kafka: {bootstrapServers: "%s"}
        schemaRegistry: {urls: ["%s"]}
        routing:
          # Longer than a slow machine takes to start the router again.
          hold: 10m
          residency:
            rules:
              - match: {input.dataResidency: eu}
                agents: {region: eu-west-1}
        topics: {prefix: %s, partitions: %d, replicationFactor: 1}
        """
            .formatted(broker.bootstrapServers(), SharedRegistry.get().url(), prefix, PARTITIONS));
  }
}
