package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.DecisionResult;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RoutingDecision;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real router process is killed while it holds requests that are bound to one region. */
@Tag("long")
class HeldKillIT {
  private static final int REQUESTS = 200;
  private static final int PARTITIONS = 3;
  private static final String HOME = "eu-west-1";
  private static final Pattern ADDRESS = Pattern.compile("Operations server on (http://\\S+)");

  private RealRouter router;
  private TopicCatalogue topics;

  @BeforeEach
  void startWithAgentsEverywhereButInTheEu() throws IOException {
    router =
        new RealRouter(
            "held",
            PARTITIONS,
            """
            routing:
              # Longer than a slow machine takes to start the router again.
              hold: 10m
              residency:
                rules:
                  - match: {input.dataResidency: eu}
                    agents: {region: eu-west-1}
            """);
    topics = router.topics();
    router.putAgents("us-east-1", 1);
    router.putAgents("ap-south-1", 1);
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void routesEveryBoundRequestOnceWhenItsAgentsComeThoughItWasKilled() {
    router.start();
    for (int i = 0; i < REQUESTS; i++) {
      var request = Events.request(id(i)).setInput("{\"dataResidency\":\"eu\"}").build();
      router.put(topics.requests(), id(i), request, ExecutionRequest.class);
    }
    router.producer().flush();
    awaitHeld(REQUESTS);
    router.kill();
    router.start();
    awaitHeld(REQUESTS);
    assertThat(router.read(topics.decisions())).isEmpty();

    router.putAgents(HOME, PARTITIONS);
    awaitHeld(0);
    router.stop();

    var all = IntStream.range(0, REQUESTS).mapToObj(HeldKillIT::id).toList();
    assertThat(router.read(topics.executions(HOME), ExecutionTask.class))
        .extracting(ExecutionTask::getExecutionId)
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(router.read(topics.executions("us-east-1"))).isEmpty();
    assertThat(router.read(topics.executions("ap-south-1"))).isEmpty();
    assertThat(router.read(topics.unroutable())).isEmpty();
    assertThat(router.read(topics.deadLetters())).isEmpty();
    assertThat(router.read(topics.decisions(), RoutingDecision.class))
        .allSatisfy(
            decision -> {
              assertThat(decision.getResult()).isEqualTo(DecisionResult.ROUTED);
              assertThat(decision.getHeldMs()).isPositive();
            })
        .extracting(RoutingDecision::getExecutionId)
        .containsExactlyInAnyOrderElementsOf(all);
  }

  private void awaitHeld(int requests) {
    router.awaitLine("Operations server on");
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
      var address = ADDRESS.matcher(Files.readString(router.log()));
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
}
