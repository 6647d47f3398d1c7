package dev.parallax.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.fleet.Health;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Further triggers beside a region's probes (H5): three intervals of 10 s trip, two clear. */
class RegionHealthTest {
  private static final TriggerRules RULES =
      new TriggerRules(
          OptionalInt.of(4),
          OptionalDouble.of(0.5),
          20,
          60_000,
          OptionalDouble.empty(),
          30_000,
          20_000);
  private static final RegionWatch SILENT = RegionWatch.begin("eu", 0);

  private final TrafficWindow traffic = new TrafficWindow(60_000);
  private RegionHealth health = RegionHealth.of(SILENT);

  @Test
  void aTriggerThatHoldsLongEnoughMakesARegionUnhealthyThatNobodyProbes() {
    at(0, 3);
    assertThat(at(29_999, 3).health()).isEqualTo(Health.UNKNOWN);

    assertThat(at(30_000, 3).health()).isEqualTo(Health.UNHEALTHY);
    assertThat(health.cause()).isEqualTo("3 agents, minAgents 4");
    assertThat(health.trial()).isFalse();
    assertThat(health.since()).isEqualTo(30_000);
  }

  @Test
  void aBreakBeginsTheWaitAnew() {
    at(0, 3);
    at(20_000, 4);
    at(21_000, 3);

    assertThat(at(50_000, 3).health()).isEqualTo(Health.UNKNOWN);
    assertThat(at(51_000, 3).health()).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void itRecoversToWhatItsProbesSayAndForgetsThatItWasUnhealthy() {
    at(0, 3);
    at(30_000, 3);
    at(31_000, 4);
    assertThat(at(50_999, 4).health()).isEqualTo(Health.UNHEALTHY);

    assertThat(at(51_000, 4).health()).isEqualTo(Health.UNKNOWN);
    assertThat(health.effective()).isEqualTo(Health.UNKNOWN);
  }

  @Test
  void itIsOnTrialByItsErrorRateAloneAndTooFewSamplesKeepItSo() {
    traffic.add(40, 21, 0);
    at(0, 9);
    assertThat(at(30_000, 9).trial()).isTrue();
    assertThat(health.cause())
        .isEqualTo("error rate 0.525 (21 of 40 executions), maxErrorRate 0.5 over 60 s");

    at(600_000, 9);
    assertThat(at(900_000, 9).health()).isEqualTo(Health.UNHEALTHY);
    assertThat(health.trial()).isTrue();

    traffic.add(20, 10, 901_000);
    at(901_000, 9);
    assertThat(at(921_000, 9).health()).isEqualTo(Health.UNKNOWN);
    assertThat(health.trial()).isFalse();
  }

  @Test
  void agentsThatAreMissingAsWellEndTheTrial() {
    traffic.add(40, 40, 0);
    at(0, 3);

    assertThat(at(30_000, 3).trial()).isFalse();
    assertThat(health.cause()).contains("minAgents").contains("maxErrorRate");

    at(31_000, 9);
    assertThat(at(51_000, 9).trial()).as("its agents are back, and its errors remain").isTrue();
    assertThat(health.health()).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void itWaitsForAllTriggersToBeClear() {
    at(0, 3);
    at(30_000, 3);
    at(31_000, 9);
    traffic.add(40, 40, 45_000);
    at(45_000, 9);

    assertThat(at(60_000, 9).health()).as("errors began").isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void afterATimeInWhichNobodyLookedTheWaitBeginsAnew() {
    at(0, 3);
    health = health.resumed(500_000);

    assertThat(at(529_999, 3).health()).isEqualTo(Health.UNKNOWN);
    assertThat(at(530_000, 3).health()).isEqualTo(Health.UNHEALTHY);
  }

  private RegionHealth at(long now, int agents) {
    var evidence = new RegionEvidence(agents, traffic, OptionalDouble.empty(), Optional.empty());
    health = health.next(SILENT, evidence, now, now, RULES);
    return health;
  }
}
