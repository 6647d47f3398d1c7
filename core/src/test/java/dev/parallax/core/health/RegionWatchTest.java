package dev.parallax.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.parallax.core.fleet.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionWatchTest {
  private static final long INTERVAL = 10_000;
  private static final RegionRules RULES = new RegionRules(INTERVAL, 3, 2, 1);

  /** Of three regions, each with a control plane of its own. */
  private static final RegionRules FEDERATED = new RegionRules(INTERVAL, 3, 2, 2);

  @Test
  void aRegionThatNobodyProbedIsUnknown() {
    var watch = RegionWatch.begin("eu", 5).judge(1_000, 1_000, RULES);

    assertThat(watch).isEqualTo(RegionWatch.begin("eu", 5));
    assertThat(watch.health()).isEqualTo(Health.UNKNOWN);
    assertThat(watch.cause()).isEqualTo("never probed");
  }

  @Test
  void theFirstSuccessIsUpAtOnce() {
    assertThat(healthAfter("+")).isEqualTo(Health.HEALTHY);
    assertThat(healthAfter("--+")).isEqualTo(Health.HEALTHY);
  }

  @Test
  void tooFewFailuresSayNothingYet() {
    assertThat(healthAfter("--")).isEqualTo(Health.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "---, UNHEALTHY",
    "+---, UNHEALTHY",
    "+--, HEALTHY",
    "+--+--, HEALTHY",
    "---+, UNHEALTHY",
    "---+-+, UNHEALTHY",
    "---++, HEALTHY",
  })
  void verdictsChangeAfterConsecutiveProbesOnly(String probes, Health health) {
    assertThat(healthAfter(probes)).isEqualTo(health);
  }

  @Test
  void ignoresAProbeOlderThanThePairsLast() {
    var watch = RegionWatch.begin("eu", 0).observe(up("us", 20_000), 20_000, RULES);

    assertThat(watch.observe(down("us", 19_999), 20_100, RULES)).isSameAs(watch);
  }

  @Test
  void countsAProbeThatIsReadTwiceOnce() {
    var watch = RegionWatch.begin("eu", 0).observe(down("us", 20_000), 20_000, RULES);

    assertThat(watch.observe(down("us", 20_000), 20_005, RULES)).isSameAs(watch);
  }

  @Test
  void hearsAnObserverWhoseFastClockIsSetRight() {
    var watch = RegionWatch.begin("eu", 0).observe(up("us", 3_600_000), 10_000, RULES);
    for (long t = 20_000; t <= 40_000; t += INTERVAL) {
      watch = watch.observe(down("us", t), t, RULES);
    }

    assertThat(watch.judge(40_000, 40_000, RULES).health()).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void aFastClockDoesNotKeepEvidenceFresh() {
    var watch = RegionWatch.begin("eu", 0).observe(up("us", 3_600_000), 10_000, RULES);

    assertThat(watch.judge(39_999, 0, RULES).health()).isEqualTo(Health.HEALTHY);
    assertThat(watch.judge(40_000, 0, RULES).health()).isEqualTo(Health.UNKNOWN);
  }

  @Test
  void silenceIsUnknownAndKeepsTheLastVerdict() {
    var sick = after("---").judge(30_000, 30_000, RULES);

    var silent = sick.judge(60_000, 61_000, RULES);

    assertThat(silent.health()).isEqualTo(Health.UNKNOWN);
    assertThat(silent.lastVerdict()).isEqualTo(Health.UNHEALTHY);
    assertThat(silent.since()).isEqualTo(61_000);
    assertThat(silent.cause()).isEqualTo("no fresh probe for 30s");
    assertThat(
            RegionHealth.of(silent).report(silent, AgentCounts.NONE, 60_000, 61_000, RULES).well())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, HEALTHY",
    "0, 1, UNHEALTHY",
    "1, 1, DEGRADED",
    "2, 1, DEGRADED",
    "1, 2, UNHEALTHY",
    "2, 2, DEGRADED",
    "2, 3, UNHEALTHY",
  })
  void goesByTheMajorityOfFreshObservers(int ups, int downs, Health health) {
    var watch = RegionWatch.begin("eu", 0);
    for (int i = 0; i < ups; i++) {
      watch = watch.observe(up("up-" + i, 1_000), 1_000, RULES);
    }
    for (int i = 0; i < downs; i++) {
      watch = down(watch, "down-" + i);
    }

    assertThat(watch.judge(1_000, 1_000, RULES).health()).isEqualTo(health);
  }

  @Test
  void observersWithoutFreshEvidenceHaveNoVote() {
    var watch =
        down(down(RegionWatch.begin("eu", 0), "stale-1"), "stale-2")
            .observe(up("fresh", 31_001), 31_001, RULES);

    assertThat(watch.judge(31_001, 31_001, RULES).health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void federatedVerdictsNeedAQuorumOfFreshObservers() {
    var watch = RegionWatch.begin("eu", 0).observe(up("us", 900), 900, RULES);

    var alone = watch.judge(1_000, 1_000, FEDERATED);

    assertThat(alone.health()).isEqualTo(Health.UNKNOWN);
    assertThat(alone.cause()).isEqualTo("1 observer with fresh probes, 2 needed");
  }

  @Test
  void oneOfThreeRegionsCannotDeclareAnotherDown() {
    var alone = down(RegionWatch.begin("eu", 0), "us").judge(1_000, 1_000, FEDERATED);
    assertThat(alone.health()).isEqualTo(Health.DEGRADED);
    assertThat(alone.cause()).isEqualTo("down for 1 of 1 observer: us (3 failures, last: refused)");

    var alive = alone.alive(1_000).judge(1_000, 1_000, FEDERATED);
    assertThat(alive.health()).isEqualTo(Health.DEGRADED);
  }

  @Test
  void twoOfThreeRegionsDeclareTheThirdDownWhateverItSaysOfItself() {
    var both = down(down(RegionWatch.begin("eu", 0), "us"), "ap");

    assertThat(both.judge(1_000, 1_000, FEDERATED).health()).isEqualTo(Health.UNHEALTHY);
    assertThat(both.alive(1_000).judge(1_000, 1_000, FEDERATED).health())
        .isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void whatTwoRegionsDeclaredDownIsNotBetterForOneThatIsLeftAlone() {
    var both = down(down(RegionWatch.begin("eu", 0), "us"), "ap").judge(1_000, 1_000, FEDERATED);

    var alone = both.keepOnly(Set.of("us")).judge(2_000, 2_000, FEDERATED);

    assertThat(alone.health()).isEqualTo(Health.UNKNOWN);
    assertThat(alone.lastVerdict()).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void whatAnotherControlPlaneSaysCountsWhileItIsFresh() {
    var seen = down(RegionWatch.begin("eu", 0), "ap").seenBy("ap", 1_000, RULES).orElseThrow();
    var watch = down(RegionWatch.begin("eu", 0), "us").told(seen, 1_000);

    assertThat(watch.judge(1_000, 1_000, FEDERATED).health()).isEqualTo(Health.UNHEALTHY);
    assertThat(watch.judge(31_000, 31_000, FEDERATED).health()).isEqualTo(Health.UNKNOWN);
  }

  @Test
  void anObserverThatFellSilentIsToldWithoutAnOpinion() {
    var watch = down(RegionWatch.begin("eu", 0), "us");

    assertThat(watch.seenBy("us", 1_000, RULES).orElseThrow().verdict()).isEqualTo(Verdict.DOWN);
    assertThat(watch.seenBy("us", 99_000, RULES).orElseThrow().verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(watch.seenBy("ap", 1_000, RULES)).isEmpty();
  }

  @Test
  void saysWhyWithFigures() {
    var watch = down(RegionWatch.begin("eu", 0), "us").observe(up("ap", 900), 900, RULES);

    assertThat(watch.judge(1_000, 1_000, RULES).cause())
        .isEqualTo("down for 1 of 2 observers: us (3 failures, last: refused)");
  }

  @Test
  void datesAVerdictByItsLastChange() {
    var watch = after("+").judge(10_000, 10_000, RULES).judge(11_000, 12_000, RULES);

    assertThat(watch.since()).isEqualTo(10_000);
  }

  @Test
  void theFirstLatencyIsTakenWholeAndLaterOnesByTheTimeThatPassed() {
    var watch =
        RegionWatch.begin("eu", 0)
            .observe(up("us", 0, 100), 0, RULES)
            .observe(up("us", 10_000, 200), 10_000, RULES);

    double weight = 1 - Math.exp(-10.0 / 30);
    assertThat(latency(watch, 10_000)).hasValueCloseTo(100 + weight * 100, offset(1e-9));
  }

  @Test
  void aFailureLeavesTheLatencyAsItWas() {
    var watch =
        RegionWatch.begin("eu", 0)
            .observe(up("us", 0, 100), 0, RULES)
            .observe(down("us", 10_000), 10_000, RULES);

    assertThat(latency(watch, 10_000)).hasValue(100);
  }

  @Test
  void anOldLatencyIsNotMeasured() {
    var watch = RegionWatch.begin("eu", 0).observe(up("us", 0, 100), 0, RULES);

    assertThat(latency(watch, 10 * INTERVAL)).hasValue(100);
    assertThat(latency(watch, 10 * INTERVAL + 1)).isEmpty();
  }

  @Test
  void reportsEveryObserverInOrder() {
    var watch =
        RegionWatch.begin("eu", 0)
            .observe(up("us", 500, 85), 500, RULES)
            .observe(down("ap", 600), 600, RULES)
            .judge(1_000, 1_000, RULES);

    assertThat(RegionHealth.of(watch).report(watch, counts(7), 1_000, 1_000, RULES))
        .isEqualTo(
            new RegionReport(
                "eu",
                Health.HEALTHY,
                Health.HEALTHY,
                "up for 1 observer",
                List.of(
                    new ObserverReport(
                        "ap",
                        Verdict.UNKNOWN,
                        OptionalDouble.empty(),
                        Optional.of("refused"),
                        600,
                        1,
                        0),
                    new ObserverReport(
                        "us", Verdict.UP, OptionalDouble.of(85), Optional.empty(), 500, 0, 1)),
                counts(7),
                List.of(),
                false,
                1_000,
                1_000));
  }

  @Test
  void forgetsObserversThatNoLongerProbe() {
    var watch = after("+").observe(up("gone", 1), 1, RULES);

    assertThat(watch.keepOnly(Set.of("us", "ap")).observations()).containsOnlyKeys("us");
  }

  @Test
  void aReportIsDueWhenOthersMustKnowOrTheLastIsOld() {
    var told = report(after("+"), 10_000);

    assertThat(report(after("+"), 39_999).dueAfter(told)).isFalse();
    assertThat(report(after("+"), 40_000).dueAfter(told)).isTrue();
    assertThat(report(after("++"), 20_000).dueAfter(told)).isFalse();
    assertThat(report(after("+-"), 20_000).dueAfter(told)).isTrue();
    assertThat(
            RegionHealth.of(after("+"))
                .report(after("+"), counts(1), 10_000, 10_001, RULES)
                .dueAfter(told))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"85, 86, false", "85, 94, true", "200, 219, false", "200, 221, true"})
  void aLatencyIsToldWhenItHasMovedByATenthAndAMillisecond(double before, double ms, boolean due) {
    var told = report(RegionWatch.begin("eu", 0).observe(up("us", 0, before), 0, RULES), 0);
    var now = report(RegionWatch.begin("eu", 0).observe(up("us", 0, ms), 0, RULES), 1);

    assertThat(now.dueAfter(told)).isEqualTo(due);
  }

  @Test
  void aSlowDriftIsToldInTheEndBecauseItIsComparedWithWhatWasTold() {
    var told = report(RegionWatch.begin("eu", 0).observe(up("us", 0, 100), 0, RULES), 0);
    var steps = List.of(103.0, 106.0, 109.0, 112.0);

    assertThat(steps)
        .filteredOn(
            ms ->
                report(RegionWatch.begin("eu", 0).observe(up("us", 0, ms), 0, RULES), 1)
                    .dueAfter(told))
        .containsExactly(112.0);
  }

  private static OptionalDouble latency(RegionWatch watch, long now) {
    return RegionHealth.of(watch)
        .report(watch, AgentCounts.NONE, now, now, RULES)
        .observers()
        .get(0)
        .latencyMs();
  }

  private static RegionReport report(RegionWatch watch, long now) {
    var judged = watch.judge(now, now, RULES);
    return RegionHealth.of(judged).report(judged, AgentCounts.NONE, now, now, RULES);
  }

  private static AgentCounts counts(int connected) {
    return new AgentCounts(connected, new TreeMap<>(Map.of("classify", connected)));
  }

  private static Health healthAfter(String probes) {
    long now = probes.length() * INTERVAL;
    return after(probes).judge(now, now, RULES).health();
  }

  /** One probe per sign and interval, the first at one interval. */
  private static RegionWatch after(String probes) {
    var watch = RegionWatch.begin("eu", 0);
    for (int i = 0; i < probes.length(); i++) {
      long at = (i + 1) * INTERVAL;
      watch = watch.observe(probes.charAt(i) == '+' ? up("us", at) : down("us", at), at, RULES);
    }
    return watch;
  }

  private static RegionWatch down(RegionWatch watch, String observer) {
    for (int t = 1; t <= 3; t++) {
      watch = watch.observe(down(observer, t), t, RULES);
    }
    return watch;
  }

  private static Probe up(String observer, long at) {
    return up(observer, at, 10);
  }

  private static Probe up(String observer, long at, double ms) {
    return new Probe(observer, "eu", true, OptionalDouble.of(ms), Optional.empty(), at);
  }

  private static Probe down(String observer, long at) {
    return new Probe(observer, "eu", false, OptionalDouble.empty(), Optional.of("refused"), at);
  }
}
