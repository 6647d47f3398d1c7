package dev.parallax.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RendezvousTest {

  @Test
  void isTheNegativeLogarithmOfTheUpperBits() {
    for (long i = 0; i < 100_000; i++) {
      long hash = Rendezvous.mix(i);
      double u = ((hash >>> 11) + 0.5) / (1L << 53);
      assertThat(Rendezvous.exponential(hash)).isCloseTo(-Math.log(u), within(1e-11));
    }
  }

  @Test
  void staysFiniteAtBothEnds() {
    assertThat(Rendezvous.exponential(0)).isCloseTo(54 * Math.log(2), within(1e-9));
    assertThat(Rendezvous.exponential(-1)).isCloseTo(0, within(1e-9));
  }

  @Test
  void givesTheSameNumbersForEver() {
    // What was chosen before an upgrade must be chosen after it: a change here moves executions.
    assertThat(Rendezvous.hash("us-east-1")).isEqualTo(-6829465355067274134L);
    assertThat(Rendezvous.hash("")).isEqualTo(0);
    assertThat(Rendezvous.hash(1, 2)).isEqualTo(-4689498862643123097L);
  }

  @Test
  void tellsTextsApartThatDifferInOneCharacterOrInLength() {
    assertThat(Rendezvous.hash("execution-1")).isNotEqualTo(Rendezvous.hash("execution-2"));
    assertThat(Rendezvous.hash("a")).isNotEqualTo(Rendezvous.hash("a\0"));
    assertThat(Rendezvous.hash("")).isNotEqualTo(Rendezvous.hash("\0"));
  }
}
