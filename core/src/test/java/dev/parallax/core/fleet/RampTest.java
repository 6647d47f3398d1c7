package dev.parallax.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** F3. */
class RampTest {
  @Test
  void growsFromATenthToTheWhole() {
    var ramp = new Ramp("eu-west-1", 1_000, 600);

    assertThat(ramp.share(999)).isEqualTo(0.1);
    assertThat(ramp.share(1_000)).isEqualTo(0.1);
    assertThat(ramp.share(1_300)).isCloseTo(0.55, within(1e-9));
    assertThat(ramp.share(1_600)).isEqualTo(1);
    assertThat(ramp.share(Long.MAX_VALUE)).isEqualTo(1);
    assertThat(ramp.share(Long.MIN_VALUE)).isEqualTo(0.1);
  }

  @Test
  void isOverAtOnceWithoutADuration() {
    assertThat(new Ramp("eu-west-1", 1_000, 0).share(1_000)).isEqualTo(1);
    assertThatThrownBy(() -> new Ramp("eu-west-1", 1_000, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a ramp lasts 0 ms or more: -1");
  }

  @Property
  void neverShrinks(
      @ForAll long startedAt,
      @ForAll @LongRange(min = 0) long durationMs,
      @ForAll long now,
      @ForAll @LongRange(min = 0) long passed) {
    var ramp = new Ramp("eu-west-1", startedAt, durationMs);
    long later = now > Long.MAX_VALUE - passed ? Long.MAX_VALUE : now + passed;

    assertThat(ramp.share(now)).isBetween(0.1, 1.0);
    assertThat(ramp.share(later)).isGreaterThanOrEqualTo(ramp.share(now));
  }
}
