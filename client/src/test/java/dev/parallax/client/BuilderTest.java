package dev.parallax.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BuilderTest {
  private static final TaskHandler HANDLER = task -> AgentAnswer.of(1);

  @Test
  void refusesAClientThatMayHaveNothingInFlight() {
    assertThatThrownBy(() -> ParallaxClient.builder().maxInFlight(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxInFlight 0: at least 1 is needed");
  }

  @Test
  void refusesWhatSaysNotWhereTheClusterIs() {
    assertRefused(
        () -> ParallaxClient.builder().connect(),
        "controlPlaneUrl or bootstrapServers must be set");
    assertRefused(
        () -> ParallaxClient.builder().bootstrapServers("localhost:1").connect(),
        "schemaRegistry must be set beside bootstrapServers");
  }

  @Test
  void refusesAnAgentWithoutRegionOrHandler() {
    assertRefused(
        () -> agent().environment(Map.of()).handler(HANDLER).start(),
        "region is not set: call region(...) or set PARALLAX_AGENT_REGION");
    assertRefused(() -> agent().region("us-east-1").id("a-1").start(), "agent a-1 has no handler");
  }

  @Test
  void refusesValuesOutOfRange() {
    assertRefused(
        () -> agent().region("us-east-1").id("a-1").handler(HANDLER).maxConcurrency(0).start(),
        "agent a-1: maxConcurrency 0, at least 1 is needed");
    assertRefused(
        () -> agent().heartbeat(Duration.ZERO), "heartbeat PT0S: at least 1 ms is needed");
    assertRefused(() -> AgentSpec.of(" ", List.of(), HANDLER), "an agent's id must not be blank");
  }

  @Test
  void refusesAHostWithoutAgentsOrWithTheSameTwice() {
    assertRefused(
        () -> AgentHost.builder().region("us-east-1").start(), "a host needs at least one agent");
    assertRefused(
        () ->
            AgentHost.builder()
                .agent(AgentSpec.of("a-1", List.of(), HANDLER))
                .agent(AgentSpec.of("a-1", List.of(), HANDLER))
                .start(),
        "two agents have the id a-1");
  }

  @Test
  void takesTheRegionFromTheEnvironmentUnlessItIsSet() {
    var environment = Map.of("PARALLAX_AGENT_REGION", "eu-west-1");

    assertThat(agent().environment(environment).requireRegion()).isEqualTo("eu-west-1");
    assertThat(agent().environment(environment).region("us-east-1").requireRegion())
        .isEqualTo("us-east-1");
  }

  @Test
  void beatsAsItIsToldElseAsTheControlPlaneSaysElseEveryTenSeconds() {
    var said = cluster(Optional.of(Duration.ofSeconds(2)));

    assertThat(agent().heartbeat(Duration.ofSeconds(1)).heartbeat(said))
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(agent().heartbeat(said)).isEqualTo(Duration.ofSeconds(2));
    assertThat(agent().heartbeat(cluster(Optional.empty()))).isEqualTo(Duration.ofSeconds(10));
  }

  private static Cluster cluster(Optional<Duration> heartbeat) {
    return new Cluster(
        "localhost:1",
        new InMemorySchemaRegistry(),
        new TopicCatalogue("parallax.", 1),
        Map.of(),
        heartbeat);
  }

  private static ParallaxAgent.Builder agent() {
    return ParallaxAgent.builder()
        .bootstrapServers("localhost:1")
        .schemaRegistry(new InMemorySchemaRegistry());
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class)
        .hasMessage(message);
  }
}
