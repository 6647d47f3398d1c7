package dev.parallax.client;

import static dev.parallax.client.TestCluster.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.SchemaRegistryClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Client, agents, real broker and real registry, all found by the control plane's URL alone. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WholePathIT {
  private static SchemaRegistryClient registry;
  private static TestCluster cluster;
  private static EchoRouter router;
  private static HttpServer controlPlane;

  @BeforeAll
  static void open() throws IOException {
    registry = SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
    cluster = TestCluster.create(registry);
    router = new EchoRouter(cluster);
    controlPlane = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    controlPlane.createContext("/.well-known/parallax", WholePathIT::wellKnown);
    controlPlane.start();
  }

  @AfterAll
  static void close() {
    controlPlane.stop(0);
    router.close();
    cluster.close();
    registry.close();
  }

  private static void wellKnown(HttpExchange exchange) throws IOException {
    var document =
        Map.of(
            "bootstrapServers",
            cluster.bootstrapServers(),
            "schemaRegistryUrls",
            List.of(SharedRegistry.get().url().toString()),
            "topicPrefix",
            cluster.prefix,
            "partitions",
            TestCluster.PARTITIONS,
            "currentRegion",
            REGION,
            "regions",
            List.of(REGION));
    var body = TestCluster.utf8(Json.text(document, "the document"));
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String url() {
    return "http://127.0.0.1:" + controlPlane.getAddress().getPort() + "/";
  }

  @Test
  void answersEveryRequestOfManyByTheAgentsOfOneHost() throws Exception {
    try (var host = hostOf(8);
        var client = ParallaxClient.builder().controlPlaneUrl(url()).connect()) {
      host.connected().get(30, TimeUnit.SECONDS);
      router.awaitAgents(
          IntStream.range(0, 8).mapToObj(i -> "host-agent-" + i).toArray(String[]::new));

      var outcomes =
          IntStream.range(0, 50)
              .mapToObj(
                  n -> client.executePattern("doubler", Map.of("n", n), wanted("skill-" + n % 8)))
              .map(CompletableFuture::join)
              .toList();

      assertThat(outcomes)
          .extracting(ExecutionOutcome::getStatus)
          .containsOnly(ExecutionStatus.COMPLETED);
      assertThat(outcomes)
          .extracting(ExecutionOutcome::getValue)
          .containsExactlyElementsOf(
              IntStream.range(0, 50).mapToObj(n -> Integer.toString(2 * n)).toList());
      assertThat(outcomes)
          .extracting(outcome -> outcome.getAgents().get(0))
          .containsExactlyElementsOf(
              IntStream.range(0, 50).mapToObj(n -> "host-agent-" + n % 8).toList());
    }
  }

  @Test
  void tellsTheCallerWhyNobodyCan() {
    try (var client = ParallaxClient.builder().controlPlaneUrl(url()).connect()) {
      var future = client.execute(Map.of(), wanted("levitation"));

      assertThatThrownBy(future::join)
          .hasCauseInstanceOf(UnroutableException.class)
          .hasMessageContaining("NO_ELIGIBLE_AGENT: no agent offers [levitation]");
    }
  }

  private static AgentHost hostOf(int agents) {
    var builder = AgentHost.builder().controlPlaneUrl(url()).region(REGION);
    for (int i = 0; i < agents; i++) {
      builder.agent(
          AgentSpec.of(
                  "host-agent-" + i,
                  new TreeSet<>(List.of("skill-" + i)),
                  task -> AgentAnswer.of(2 * task.json().get("n").asInt()))
              .maxConcurrency(20));
    }
    return builder.start();
  }

  private static ExecutionOptions wanted(String capability) {
    return ExecutionOptions.defaults().capabilities(List.of(capability));
  }
}
