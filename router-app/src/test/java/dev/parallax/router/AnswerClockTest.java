package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerClockTest {
  @Test
  void isTheTimeWhenThereIsNothingToRead() {
    assertThat(new AnswerClock(false, Map.of(), 1_000).reached(1_500)).isEqualTo(1_500);
  }

  @Test
  void waitsForTheFirstOfABacklogButNotForEver() {
    var clock = new AnswerClock(true, Map.of(), 1_000);

    assertThat(clock.reached(3_999)).isNegative();
    assertThat(clock.reached(4_000)).isEqualTo(4_000);
  }

  @Test
  void standsAtTheAppendTimeOfWhatIsReadUntilNothingMoreComes() {
    var clock = new AnswerClock(true, Map.of(), 60_000);
    clock.read(20_000, 61_000);

    assertThat(clock.reached(61_100)).isEqualTo(20_000);
    assertThat(clock.reached(62_000)).isEqualTo(62_000);
  }

  @Test
  void waitsUntilWhatOtherRegionsReturnedMeanwhileIsRead() {
    var clock = new AnswerClock(true, Map.of("eu.returned", 8L, "ap.returned", 3L), 60_000);
    clock.returned("eu.returned", 6, 62_000);
    assertThat(clock.reached(64_000)).isNegative();

    clock.returned("eu.returned", 7, 64_900);
    assertThat(clock.reached(67_800)).isNegative();

    clock.returned("ap.returned", 2, 67_850);
    assertThat(clock.reached(67_900)).isEqualTo(67_900);
  }

  @Test
  void waitsNoLongerWhenNothingMoreComesOfIt() {
    var clock = new AnswerClock(true, Map.of("eu.returned", 8L), 60_000);
    clock.returned("eu.returned", 6, 62_000);
    clock.returned("ap.returned", 100, 64_900);

    assertThat(clock.reached(65_000)).isEqualTo(65_000);
  }
}
