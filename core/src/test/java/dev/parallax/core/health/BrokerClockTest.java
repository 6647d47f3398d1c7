package dev.parallax.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerClockTest {
  @Test
  void goesOnByLocalTimeFromTheNewestRecord() {
    var clock = new BrokerClock(0, 50, 10_000);
    clock.read(1_000_000, 100);

    assertThat(clock.now(600)).isEqualTo(1_000_500);
    assertThat(clock.now(1_100)).isEqualTo(1_001_000);
  }

  @Test
  void startsWhereItsStoredRecordsEndedHoweverLongTheOutageWas() {
    var clock = new BrokerClock(1_000_000, 99_000_000, 10_000);

    assertThat(clock.now(99_000_700)).isEqualTo(1_000_700);
  }

  @Test
  void aBacklogDoesNotAgeWhileItIsRead() {
    var clock = new BrokerClock(1_000_000, 0, 10_000);
    clock.now(9_000);
    clock.read(1_000_001, 9_000);

    assertThat(clock.now(9_000)).isEqualTo(1_000_001);
  }

  @Test
  void aSuspendedMachineCountsAsOneLongStep() {
    var clock = new BrokerClock(0, 0, 2_000);

    assertThat(clock.now(7_200_000)).isEqualTo(2_000);
  }

  @Test
  void neitherClockTurnsItBack() {
    var clock = new BrokerClock(0, 0, 2_000);
    clock.read(1_000, 100);
    clock.read(900, 200);

    assertThat(clock.now(200)).isEqualTo(1_000);
    assertThat(clock.now(50)).isEqualTo(1_000);
    assertThat(clock.now(60)).isEqualTo(1_010);
  }
}
