package dev.parallax.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.runtime.fault.KnownFault;
import java.time.Duration;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
  @Test
  void isNothingUnlessADrillSaysSo() {
    assertThat(ClockOffset.ofProcess()).isZero();
    assertThat(ShiftedTime.by(0)).isSameAs(Time.SYSTEM);
  }

  @Test
  void isADurationAheadOrBehind() {
    assertThat(ClockOffset.parsed("PT2M")).isEqualTo(Duration.ofMinutes(2));
    assertThat(ClockOffset.parsed(" -PT2M ")).isEqualTo(Duration.ofMinutes(-2));
  }

  @Test
  void saysWhatToGiveInstead() {
    assertThatThrownBy(() -> ClockOffset.parsed("2 minutes"))
        .isInstanceOf(KnownFault.class)
        .hasMessage(
            "-Dparallax.clock.offset=2 minutes is no duration;"
                + " give one such as PT2M (ahead) or -PT2M (behind)");
  }

  @Test
  void shiftsTheTimeOfDayAndNotHowLongSomethingIsWaitedFor() throws InterruptedException {
    var behind = ShiftedTime.by(-120_000);

    assertThat(behind.milliseconds())
        .isCloseTo(System.currentTimeMillis() - 120_000, within(60_000L));
    assertThat(behind.nanoseconds()).isCloseTo(System.nanoTime(), within(60_000_000_000L));
    assertThat(behind.timer(0).isExpired()).isTrue();
    behind.waitObject(new Object(), () -> true, behind.milliseconds() + 600_000);
  }
}
