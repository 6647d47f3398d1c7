package dev.parallax.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** R4 and R12 as far as one agent goes. */
class AgentTest {

  @Test
  void takesWorkUnlessItIsFullDrainingOrGone() {
    assertThat(agent(3, 0.99, 2, AgentStatus.CONNECTED).takesWork()).isTrue();
    assertThat(agent(3, 1, 0, AgentStatus.CONNECTED).takesWork()).isFalse();
    assertThat(agent(3, 0, 3, AgentStatus.CONNECTED).takesWork()).isFalse();
    assertThat(agent(0, 0, 0, AgentStatus.CONNECTED).takesWork()).isFalse();
    assertThat(agent(3, 0, 0, AgentStatus.DRAINING).takesWork()).isFalse();
    assertThat(agent(3, 0, 0, AgentStatus.DISCONNECTED).takesWork()).isFalse();
  }

  @Test
  void hasASpareCapacityAboveZeroAsLongAsItTakesWork() {
    assertThat(agent(4, 0.25, 0, AgentStatus.CONNECTED).spare())
        .isEqualTo(3 * Agent.UNITS_PER_TASK);
    assertThat(agent(1, Math.nextDown(1.0), 0, AgentStatus.CONNECTED).spare()).isEqualTo(1);
    assertThat(agent(4, 1, 0, AgentStatus.CONNECTED).spare()).isZero();
  }

  @Test
  void refusesFiguresOutsideTheirRange() {
    assertThatThrownBy(() -> agent(-1, 0, 0, AgentStatus.CONNECTED))
        .isInstanceOf(IllegalArgumentException.class);
    for (var load : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> agent(1, load, 0, AgentStatus.CONNECTED))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("agent a");
    }
  }

  private static Agent agent(int maxConcurrency, double load, int inFlight, AgentStatus status) {
    return new Agent("a", "us-east-1", Set.of(), maxConcurrency, load, inFlight, status, 0, "i");
  }
}
