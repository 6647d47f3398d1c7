package dev.parallax.cli.drills.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.drills.failover.Tipping.Probed;
import java.util.List;
import org.junit.jupiter.api.Test;

class TippingTest {
  private static final long LATER = 1_000;
  private final Tipping tipping = new Tipping(2);

  @Test
  void isTheProbeThatPutsMoreThanHalfOfTheObserversDown() {
    var probes =
        List.of(
            up(1, "eu"), up(2, "ap"), down(3, "eu"), down(4, "ap"), down(5, "eu"), down(6, "ap"));

    assertThat(tipping.at("us", probes, LATER)).hasValue(6);
    assertThat(tipping.at("us", probes, 5)).isEmpty();
  }

  @Test
  void countsFailuresInARowOnly() {
    var probes = List.of(down(1, "eu"), up(2, "eu"), down(3, "eu"));

    assertThat(tipping.at("us", probes, LATER)).isEmpty();
  }

  @Test
  void isTheLastOneIfTheRegionWasWellInBetween() {
    var probes = List.of(down(1, "eu"), down(2, "eu"), up(3, "eu"), down(4, "eu"), down(5, "eu"));

    assertThat(tipping.at("us", probes, LATER)).hasValue(5);
    assertThat(tipping.at("us", probes, 2)).hasValue(2);
  }

  @Test
  void ignoresProbesOfOtherRegions() {
    var probes = List.of(new Probed(1, "us", "eu", false), new Probed(2, "us", "eu", false));

    assertThat(tipping.at("us", probes, LATER)).isEmpty();
    assertThat(tipping.at("eu", probes, LATER)).hasValue(2);
  }

  private static Probed up(long at, String observer) {
    return new Probed(at, observer, "us", true);
  }

  private static Probed down(long at, String observer) {
    return new Probed(at, observer, "us", false);
  }
}
