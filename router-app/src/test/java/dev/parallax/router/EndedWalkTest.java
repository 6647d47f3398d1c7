package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndedWalkTest {
  private final EndedWalk walk = new EndedWalk(Duration.ofSeconds(1));

  @Test
  void beginsAtOnceAndThenWhenTheFirstThatWasKeptIsDue() {
    assertThat(walk.isDue(0)).isTrue();
    walk.keep(700);
    walk.keep(600);
    walk.end();

    assertThat(walk.isDue(599)).isFalse();
    assertThat(walk.isDue(600)).isTrue();
  }

  @Test
  void beginsNoSoonerThanATenthOfTheIdempotenceAfterTheLast() {
    assertThat(walk.isDue(0)).isTrue();
    walk.keep(1);
    walk.end();

    assertThat(walk.isDue(99)).isFalse();
    assertThat(walk.isDue(100)).isTrue();
  }

  @Test
  void countsOnWhatEndsBehindIt() {
    assertThat(walk.isDue(5_000)).isTrue();
    walk.end();

    assertThat(walk.isDue(5_999)).isFalse();
    assertThat(walk.isDue(6_000)).isTrue();
  }

  @Test
  void goesOnFromWhereItPaused() {
    assertThat(walk.isDue(0)).isTrue();
    walk.keep(900);
    walk.pause("e-7");

    assertThat(walk.isDue(1)).isTrue();
    assertThat(walk.from()).isEqualTo("e-7");

    walk.end();
    assertThat(walk.from()).isEmpty();
    assertThat(walk.isDue(899)).isFalse();
  }
}
