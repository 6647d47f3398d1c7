package dev.parallax.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Acknowledgement acknowledgement = new Acknowledgement();

  @Test
  void isAProblemUntilTheFirst() {
    assertThat(problem(0)).isEqualTo("no heartbeat is acknowledged yet");
    acknowledgement.acknowledged(seconds(1));
    assertThat(problem(1)).isEmpty();
  }

  @Test
  void isAProblemWhenTheLastIsOlderThanPatience() {
    acknowledgement.acknowledged(seconds(1));
    assertThat(problem(31)).isEmpty();
    assertThat(problem(32)).isEqualTo("no heartbeat is acknowledged for 31000 ms");
  }

  @Test
  void isAProblemFromAFailureToTheNextSuccess() {
    acknowledgement.acknowledged(seconds(1));
    acknowledgement.failed("not authorised");
    assertThat(problem(1)).isEqualTo("the last heartbeat failed: not authorised");
    acknowledgement.acknowledged(seconds(2));
    assertThat(problem(2)).isEmpty();
  }

  private String problem(long second) {
    return acknowledgement.problem(seconds(second), PATIENCE).orElse("");
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
