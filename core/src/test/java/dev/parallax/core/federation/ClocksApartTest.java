package dev.parallax.core.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.failover.FailoverRules;
import dev.parallax.core.fleet.Ramp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F2, F3: another region leads whose clock is minutes apart, and goes on with the same times. */
class ClocksApartTest {
  private static final List<String> IDS = ThreePlanes.IDS;
  private static final long COOLDOWN = 180_000;

  /** The leader moves from us to eu and, with the second failover, to ap. */
  @ParameterizedTest
  @ValueSource(longs = {-120_000, 0, 120_000})
  void theCooldownIsAsLongThoughTheNextLeadersClockIsApart(long ahead) {
    var planes = new ThreePlanes(new FailoverRules(IDS, IDS, true, COOLDOWN, false, 0, 0, 1));
    planes.in("eu").setClockAhead(ahead);
    planes.in("ap").setClockAhead(-ahead);
    planes.pass(20_000);
    planes.in("us").down = true;
    passUntilActive(planes, "ap", "eu");
    planes.in("us").down = false;
    planes.in("us").restart();
    planes.in("eu").down = true;

    long waited = passUntilActive(planes, "ap", "us");
    assertThat(waited).isBetween(COOLDOWN - 2_000, COOLDOWN + 2_000);
  }

  private static long passUntilActive(ThreePlanes planes, String in, String active) {
    long passed = 0;
    while (!planes.in(in).active().equals(active)) {
      planes.pass(250);
      passed += 250;
      assertThat(passed).as("ms until %s is active", active).isLessThan(COOLDOWN * 3);
    }
    return passed;
  }

  @Test
  void aRestartDoesNotBeginTheCooldownAnew() {
    var planes = new ThreePlanes(new FailoverRules(IDS, IDS, true, COOLDOWN, false, 0, 0, 1));
    planes.in("ap").setClockAhead(120_000);
    planes.pass(20_000);
    planes.in("us").down = true;
    passUntilActive(planes, "ap", "eu");
    var before = planes.in("ap").state();

    planes.pass(60_000);
    planes.in("ap").restart();
    planes.pass(1_000);
    assertThat(planes.in("ap").state()).isEqualTo(before);
  }

  @Test
  void aRampCountsFromWhenARegionLearnedOfIt() {
    var theirs = Optional.of(new Ramp("eu", 500_000, 60_000));
    var begun = new ThreePlanes().in("us").state().withTimes(OptionalLong.of(500_000), theirs);

    var learned = OwnTimes.NONE.after(begun, 380_000);
    assertThat(learned.own(begun).ramp()).contains(new Ramp("eu", 380_000, 60_000));
    assertThat(learned.own(begun).automaticAt()).hasValue(380_000);
    assertThat(learned.after(begun, 390_000)).isEqualTo(learned);
    assertThat(learned.agreed(learned.own(begun))).isEqualTo(begun);

    var over = begun.withTimes(OptionalLong.of(600_000), Optional.empty());
    assertThat(learned.agreed(over)).isEqualTo(over);
    assertThat(learned.after(over, 610_000).own(over).automaticAt()).hasValue(610_000);
  }
}
