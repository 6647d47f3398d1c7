package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** F8: who cannot be heard cannot be reached. */
class HeardRegionsTest {
  private static final String EU = "eu-west-1";
  private static final long START = 1_000_000_000;
  private static final long MINUTE = 60_000;

  private final HeardRegions heard = new HeardRegions(30_000);

  @Test
  void isReachedUntilItWasSilentForLong() {
    heard.from(EU, START, START + 50);

    assertThat(silentAt(START + 30_049)).isFalse();
    assertThat(silentAt(START + 30_050)).isTrue();
  }

  @Test
  void isNotReachedThroughOldWordsThatAreReadAtTheStart() {
    for (int i = 0; i < 30; i++) {
      heard.from(EU, START - 10 * MINUTE + i * 10_000L, START + i);
    }

    assertThat(silentAt(START + 30)).isTrue();
  }

  @Test
  void isReachedThoughItsClockIsMinutesApart() {
    for (long ahead : List.of(-10 * MINUTE, 10 * MINUTE)) {
      var apart = new HeardRegions(30_000);

      apart.from(EU, START + ahead, START);
      apart.from(EU, START + ahead + 10_000, START + 10_000);

      assertThat(apart.silent(List.of(EU), START + 10_001)).isEmpty();
    }
  }

  @Test
  void aWordThatIsReadTwiceCountsOnce() {
    heard.from(EU, START, START);
    heard.from(EU, START, START + 20_000);

    assertThat(silentAt(START + 30_000)).isTrue();
  }

  @Test
  void wordsOfOneMomentThatAreReadAtTheStartAreOne() {
    heard.from(EU, START - 10 * MINUTE, START);
    heard.from(EU, START - 10 * MINUTE + 2, START + 2);

    assertThat(silentAt(START + 3)).isTrue();
  }

  /** An app whose clock is ahead of the broker's works as soon as it hears the next word. */
  @Test
  void theRouterIsReadyThoughItsClockIsMinutesAhead() {
    heard.from(EU, START - 2 * MINUTE, START);
    assertThat(RouterService.unjudged(heard, START + 1))
        .hasValue("no new state of regions yet: is a health application running?");

    heard.from(EU, START - 2 * MINUTE + 30_000, START + 30_000);

    assertThat(RouterService.unjudged(heard, START + 30_001)).isEmpty();
    assertThat(RouterService.unjudged(heard, START + 60_000))
        .hasValue("no new state of regions for 30 s: is a health application running?");
  }

  private boolean silentAt(long now) {
    return !heard.silent(List.of(EU), now).isEmpty();
  }
}
