package dev.parallax.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final ExecutionOptions DEFAULTS = ExecutionOptions.defaults();

  @Test
  void waitsAtLeastAsLongAsTheClientSays() {
    assertThat(patience(DEFAULTS)).isEqualTo(TWO_MINUTES);
    assertThat(patience(DEFAULTS.timeout(Duration.ofSeconds(1)))).isEqualTo(TWO_MINUTES);
    assertThat(patience(DEFAULTS.deadline(NOW.minusSeconds(5)))).isEqualTo(TWO_MINUTES);
  }

  @Test
  void waitsLongerWhereTheExecutionMayTakeLonger() {
    assertThat(patience(DEFAULTS.timeout(Duration.ofMinutes(3)).retries(2)))
        .isEqualTo(Duration.ofMinutes(9).plusSeconds(15));
    assertThat(patience(DEFAULTS.timeout(Duration.ofMinutes(3))))
        .isEqualTo(Duration.ofMinutes(6).plusSeconds(15));
    assertThat(patience(DEFAULTS.deadline(NOW.plusSeconds(600)).timeout(Duration.ofHours(1))))
        .isEqualTo(Duration.ofSeconds(615));
  }

  @Test
  void comparesContentWithoutIdentityAndTime() {
    var one = Requests.event("p", "{}", DEFAULTS.executionId("e-1"), Optional.empty(), 1);

    assertThat(
            Requests.sameContent(
                one, Requests.event("p", "{}", DEFAULTS.executionId("e-2"), Optional.empty(), 2)))
        .isTrue();
    assertThat(
            Requests.sameContent(
                one, Requests.event("p", "[]", DEFAULTS.executionId("e-1"), Optional.empty(), 1)))
        .isFalse();
    assertThat(
            Requests.sameContent(
                one,
                Requests.event(
                    "p",
                    "{}",
                    DEFAULTS.executionId("e-1").metadata("team", "red"),
                    Optional.empty(),
                    1)))
        .isFalse();
  }

  @Test
  void refusesOptionsOutOfRange() {
    assertThatThrownBy(() -> DEFAULTS.timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout PT0S: at least 1 ms is needed");
    assertThatThrownBy(() -> DEFAULTS.retries(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retries -1: 0 or more are needed");
    assertThatThrownBy(() -> DEFAULTS.executionId(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("executionId must not be empty");
  }

  @Test
  void keepsOptionsImmutable() {
    var red = DEFAULTS.metadata("team", "red");

    assertThat(red.metadata("zone", "b").metadata()).isEqualTo(Map.of("team", "red", "zone", "b"));
    assertThat(red.metadata()).isEqualTo(Map.of("team", "red"));
    assertThat(DEFAULTS.metadata()).isEmpty();
  }

  @Test
  void refusesAnswersThatAreNone() {
    assertThatThrownBy(() -> AgentAnswer.of("x", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("confidence NaN is not within 0..1");
    assertThatThrownBy(() -> AgentAnswer.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the answer cannot be written as JSON: ");
    assertThat(AgentAnswer.of(null).value()).isEqualTo("null");
  }

  private static Duration patience(ExecutionOptions options) {
    return Requests.patience(options, TWO_MINUTES, NOW);
  }
}
