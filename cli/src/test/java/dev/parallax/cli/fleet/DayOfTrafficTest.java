package dev.parallax.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DayOfTrafficTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");

  private final DayOfTraffic traffic = new DayOfTraffic();

  @Test
  void countsWhatEndedWithinTheLastDay() {
    traffic.add(NOW.minus(Duration.ofHours(23)), 5, NOW);
    traffic.add(NOW, 2, NOW);
    traffic.add(NOW, 1, NOW);

    assertThat(traffic.executions(NOW)).isEqualTo(8);
  }

  @Test
  void ignoresWhatIsOlderWhenItIsReadAndForgetsItAsTimePasses() {
    traffic.add(NOW.minus(Duration.ofHours(25)), 5, NOW);
    traffic.add(NOW.minus(Duration.ofHours(23)), 3, NOW);

    assertThat(traffic.executions(NOW)).isEqualTo(3);
    assertThat(traffic.executions(NOW.plus(Duration.ofHours(2)))).isZero();
  }
}
