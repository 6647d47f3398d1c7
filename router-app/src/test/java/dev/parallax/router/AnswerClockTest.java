package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerClockTest {
  @Test
  void isTheTimeWhenThereIsNothingToRead() {
    assertThat(new AnswerClock(false, 1_000).reached(1_500)).isEqualTo(1_500);
  }

  @Test
  void waitsForTheFirstOfABacklogButNotForEver() {
    var clock = new AnswerClock(true, 1_000);

    assertThat(clock.reached(3_999)).isNegative();
    assertThat(clock.reached(4_000)).isEqualTo(4_000);
  }

  @Test
  void standsAtTheAppendTimeOfWhatIsReadUntilNothingMoreComes() {
    var clock = new AnswerClock(true, 60_000);
    clock.read(20_000, 61_000);

    assertThat(clock.reached(61_100)).isEqualTo(20_000);
    assertThat(clock.reached(62_000)).isEqualTo(62_000);
  }
}
