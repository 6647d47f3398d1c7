package dev.parallax.runtime.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.RegionStatus;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.Ramp;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.schemas.GeneratedClasses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateMappingTest {
  static {
    // What else trusts them has not run where this test is the first.
    GeneratedClasses.trust();
  }

  @Test
  void readsAnAgent() {
    assertThat(AgentMapping.agent(agent().build()))
        .isEqualTo(
            new Agent(
                "agent-1",
                "eu-west-1",
                Set.of("analysis", "translation"),
                4,
                0.25,
                1,
                dev.parallax.core.fleet.AgentStatus.CONNECTED,
                7,
                "i-1"));
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryStatusOfAnAgent(AgentStatus status) {
    assertThat(AgentMapping.agent(agent().setStatus(status).build()).status().name())
        .isEqualTo(status.name());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAnAgentWithAnImpossibleLoad(double load) {
    assertThatThrownBy(() -> AgentMapping.agent(agent().setLoad(load).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("load must be a number of 0 or more: agent agent-1");
  }

  @Test
  void refusesAnAgentOutsideItsRanges() {
    for (var bad :
        List.of(
            agent().setMaxConcurrency(-1),
            agent().setInFlight(-1),
            agent().setPartition(-1),
            agent().setAgentId(" "))) {
      assertThatThrownBy(() -> AgentMapping.agent(bad.build()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("agent");
    }
  }

  @Test
  void refusesAnAgentThatSaysMoreThanADecisionCanRepeat() {
    var many = IntStream.range(0, 257).mapToObj(number -> "c" + number).toList();
    for (var bad :
        List.of(
            agent().setAgentId("a".repeat(257)),
            agent().setIncarnation("i".repeat(257)),
            agent().setCapabilities(many),
            agent().setCapabilities(List.of("c".repeat(257))))) {
      assertThatThrownBy(() -> AgentMapping.agent(bad.build()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("257")
          .hasMessageContaining("more than 256");
    }
  }

  @Test
  void readsARegion() {
    var state =
        region()
            .setServing(ServingMode.EVACUATED)
            .setRedirect("us-east-1")
            .setActive(true)
            .setForced(true)
            .setEpoch(5)
            .setObservers(List.of(seenFrom("us-east-1", 85.5), seenFrom("ap-south-1", null)))
            .build();

    assertThat(RegionMapping.status(state))
        .isEqualTo(
            new RegionStatus(
                "eu-west-1",
                dev.parallax.core.fleet.Health.UNKNOWN,
                dev.parallax.core.fleet.Health.DEGRADED,
                false,
                Optional.of("us-east-1"),
                true,
                true,
                5,
                Map.of("us-east-1", 85.5)));
  }

  @Test
  void readsATrialAndARamp() {
    var plain = RegionMapping.status(region().build());
    var told =
        RegionMapping.status(
            region().setTrial(true).setRamp(new Ramp("us-east-1", 5L, 60_000L)).build());

    assertThat(told)
        .isEqualTo(
            plain
                .withTrial(true)
                .withRamp(new dev.parallax.core.fleet.Ramp("us-east-1", 5, 60_000)));
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryHealthOfARegion(Health health) {
    var status = RegionMapping.status(region().setHealth(health).setLastVerdict(health).build());

    assertThat(status.health().name()).isEqualTo(health.name());
    assertThat(status.lastVerdict().name()).isEqualTo(health.name());
  }

  @Test
  void drainsOnlyADrainedRegion() {
    assertThat(status(ServingMode.DRAINED).drained()).isTrue();
    assertThat(status(ServingMode.SERVING).drained()).isFalse();
    assertThat(status(ServingMode.STANDBY).drained()).isFalse();
  }

  @Test
  void refusesARegionWhoseFieldsContradictEachOther() {
    refuses(
        region().setServing(ServingMode.EVACUATED),
        "a redirect stands with EVACUATED, and only there: region eu-west-1");
    refuses(
        region().setRedirect("us-east-1"),
        "a redirect stands with EVACUATED, and only there: region eu-west-1");
    refuses(
        region().setServing(ServingMode.EVACUATED).setRedirect("eu-west-1"),
        "redirects to itself: region eu-west-1");
    refuses(
        region().setObservers(List.of(seenFrom("a", 1.0), seenFrom("a", 2.0))),
        "observer a stands twice: region eu-west-1");
    refuses(
        region().setRamp(new Ramp("eu-west-1", 5L, 60_000L)),
        "ramps from itself: region eu-west-1");
    refuses(region().setRamp(new Ramp("us-east-1", 5L, -1L)), "a ramp lasts 0 ms or more: -1");
    refuses(
        region().setObservers(List.of(seenFrom("a", -1.0))),
        "latency must be 0 ms or more: region eu-west-1");
  }

  private static void refuses(RegionState.Builder state, String message) {
    assertThatThrownBy(() -> RegionMapping.status(state.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static RegionStatus status(ServingMode serving) {
    return RegionMapping.status(region().setServing(serving).build());
  }

  private static AgentState.Builder agent() {
    return AgentState.newBuilder()
        .setAgentId("agent-1")
        .setIncarnation("i-1")
        .setPartition(7)
        .setRegion("eu-west-1")
        .setCapabilities(List.of("analysis", "translation"))
        .setStatus(AgentStatus.CONNECTED)
        .setLoad(0.25)
        .setMaxConcurrency(4)
        .setInFlight(1)
        .setSince(1)
        .setLastHeartbeatAt(2);
  }

  private static RegionState.Builder region() {
    return RegionState.newBuilder()
        .setRegion("eu-west-1")
        .setHealth(Health.UNKNOWN)
        .setLastVerdict(Health.DEGRADED)
        .setSince(1)
        .setUpdatedAt(2);
  }

  private static ObserverView seenFrom(String observer, Double latencyMs) {
    return ObserverView.newBuilder()
        .setObserver(observer)
        .setState(ObserverState.UP)
        .setLatencyMs(latencyMs)
        .setLastProbeAt(1)
        .build();
  }
}
