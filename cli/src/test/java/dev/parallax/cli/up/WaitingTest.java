package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private final Waiting waiting = new Waiting(Duration.ofSeconds(2), Duration.ofSeconds(5));

  @Test
  void tellsOfASlowStepOnceAndThenInIntervals() {
    waiting.begin("router", at(0));

    assertThat(waiting.due(at(1.9))).isEmpty();
    assertThat(waiting.due(at(2))).containsExactly("router");
    assertThat(waiting.due(at(6.9))).isEmpty();
    assertThat(waiting.due(at(7))).containsExactly("router");
    assertThat(waiting.due(at(11.9))).isEmpty();
    assertThat(waiting.due(at(12))).containsExactly("router");
  }

  @Test
  void tellsOfAllThatGoesOnInOneLineAndAtOnceOfWhatIsNew() {
    var router = waiting.begin("router", at(0));
    waiting.begin("health", at(0));
    waiting.begin("agents", at(1));

    assertThat(waiting.due(at(2))).containsExactly("router", "health");
    assertThat(waiting.due(at(3))).containsExactly("router", "health", "agents");
    waiting.end(router);
    assertThat(waiting.due(at(4))).isEmpty();
    assertThat(waiting.due(at(8))).containsExactly("health", "agents");
  }

  @Test
  void isSilentWhenNothingGoesOn() {
    waiting.end(waiting.begin("router", at(0)));

    assertThat(waiting.due(at(100))).isEmpty();
  }

  private static long at(double seconds) {
    return (long) (seconds * 1e9);
  }
}
