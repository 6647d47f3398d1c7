package dev.parallax.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgesTest {
  @Test
  void saysTheTwoLargestUnits() {
    assertThat(Ages.of(Duration.ofMillis(4_999))).isEqualTo("4s");
    assertThat(Ages.of(Duration.ofSeconds(200))).isEqualTo("3m 20s");
    assertThat(Ages.of(Duration.ofMinutes(125))).isEqualTo("2h 5m");
    assertThat(Ages.of(Duration.ofHours(53))).isEqualTo("2d 5h");
  }

  @Test
  void takesWhatIsToComeForNow() {
    assertThat(Ages.since(1_000, Instant.ofEpochMilli(500))).isEqualTo("0s ago");
    assertThat(Ages.since(1_000, Instant.ofEpochMilli(61_000))).isEqualTo("1m 0s ago");
  }
}
