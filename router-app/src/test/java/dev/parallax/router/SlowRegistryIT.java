package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.SharedRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The registry takes most of a second for each answer, and then gives none. */
@Tag("long")
class SlowRegistryIT {
  private static final Duration ROUND_TRIP = Duration.ofMillis(400);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Link link = Link.roundTrip(ROUND_TRIP);
  private RealRouter router;
  private int sent;

  @BeforeEach
  void installBehindALink() throws IOException {
    var registry = SharedRegistry.get().url();
    link.target(registry.getPort());
    router = new RealRouter("registry", 1, "executions: {timeout: 10m}");
    router.reachRegistryAt(URI.create("http://127.0.0.1:" + link.port() + registry.getPath()));
    router.putAgents("us-east-1", 1);
  }

  @AfterEach
  void close() {
    router.close();
    link.close();
  }

  @Test
  void slowsTheStartAndNoRequest() {
    router.start();
    router.awaitLine("Topology is RUNNING");
    assertThatARequestGetsItsTask(Duration.ofSeconds(60));

    assertThatARequestGetsItsTask(SOON);
    link.cut(Link.Direction.TO_TARGET);
    link.cut(Link.Direction.FROM_TARGET);
    for (int i = 0; i < 5; i++) {
      assertThatARequestGetsItsTask(SOON);
    }
  }

  @Test
  void isAwaitedAtTheStartWithoutLosingARequest() throws IOException {
    link.cut(Link.Direction.TO_TARGET);
    send();
    router.start();
    router.awaitLine("schema registry");
    assertThat(Files.readString(router.log())).doesNotContain("RUNNING");
    assertThat(tasks()).isZero();

    link.heal(Link.Direction.TO_TARGET);

    awaitTasks(Duration.ofMinutes(2));
  }

  private void assertThatARequestGetsItsTask(Duration limit) {
    send();
    awaitTasks(limit);
  }

  private void send() {
    var topic = router.topics().requests().name();
    var id = "slow-" + ++sent;
    var request = Events.request(id).setOriginRegion("us-east-1").build();
    router
        .producer()
        .send(topic, id, router.codecs().encoder(topic, ExecutionRequest.class).encode(request));
    router.producer().flush();
  }

  private void awaitTasks(Duration limit) {
    await("a task for each request").atMost(limit).until(() -> tasks() == sent);
  }

  private int tasks() {
    return router.read(router.topics().executions("us-east-1"), ExecutionTask.class).size();
  }
}
