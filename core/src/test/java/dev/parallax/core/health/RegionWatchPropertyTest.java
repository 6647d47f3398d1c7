package dev.parallax.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.parallax.core.fleet.Health;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of a region whatever is probed, in whatever order. */
class RegionWatchPropertyTest {
  private static final RegionRules RULES = new RegionRules(10_000, 3, 2, 1);

  @Provide
  Arbitrary<List<Probe>> probes() {
    return Combinators.combine(
            Arbitraries.of("us", "ap", "sa"),
            Arbitraries.of(true, false),
            Arbitraries.doubles().between(0, 400),
            Arbitraries.longs().between(0, 100_000))
        .as(RegionWatchPropertyTest::probe)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void readingEveryProbeTwiceChangesNothing(@ForAll("probes") List<Probe> probes) {
    var once = RegionWatch.begin("eu", 0);
    var twice = RegionWatch.begin("eu", 0);
    for (var probe : probes) {
      once = once.observe(probe, 200_000, RULES);
      twice = twice.observe(probe, 200_000, RULES).observe(probe, 200_000, RULES);
    }

    assertThat(twice).isEqualTo(once);
  }

  @Property
  void aLateProbeChangesNothing(
      @ForAll("probes") List<Probe> probes, @ForAll @IntRange(min = 1, max = 50_000) int late) {
    var watch = RegionWatch.begin("eu", 0);
    for (var probe : probes) {
      watch = watch.observe(probe, 200_000, RULES);
      long last = watch.observations().get(probe.observer()).probedAt();
      var older = probe(probe.observer(), !probe.ok(), 1, last - late);
      assertThat(watch.observe(older, 200_001, RULES)).isSameAs(watch);
    }
  }

  @Property
  void theMeanLiesBetweenTheSmallestAndTheLargestSample(@ForAll("probes") List<Probe> probes) {
    var watch = RegionWatch.begin("eu", 0);
    for (var probe : probes) {
      watch = watch.observe(probe, 200_000, RULES);
    }
    for (var observed : watch.observations().values()) {
      var samples =
          probes.stream()
              .filter(p -> p.observer().equals(observed.observer()) && p.ok())
              .mapToDouble(p -> p.latencyMs().getAsDouble())
              .summaryStatistics();
      observed
          .latency()
          .ifPresent(
              l -> assertThat(l.ms()).isBetween(samples.getMin() - 1e-9, samples.getMax() + 1e-9));
    }
  }

  /** The mean depends on when samples were taken, not on how many there were in between. */
  @Property
  void aSampleWeighsByTheTimeSinceTheLast(@ForAll @IntRange(min = 1, max = 300) int seconds) {
    var watch =
        RegionWatch.begin("eu", 0)
            .observe(probe("us", true, 0, 1_000), 1_000, RULES)
            .observe(
                probe("us", true, 1, 1_000 + seconds * 1_000L), 1_000 + seconds * 1_000L, RULES);

    assertThat(watch.observations().get("us").latency().orElseThrow().ms())
        .isCloseTo(1 - Math.exp(-seconds / 30.0), offset(1e-12));
  }

  @Property
  void absentEvidenceNeverMakesARegionUnhealthy(
      @ForAll("probes") List<Probe> probes, @ForAll @IntRange(min = 0, max = 200_000) int later) {
    var watch = RegionWatch.begin("eu", 0);
    for (var probe : probes) {
      watch = watch.observe(probe, probe.probedAt(), RULES);
    }
    var before = watch.judge(100_000, 0, RULES).health();
    var after = watch.judge(100_000 + later + RULES.freshMs(), 0, RULES).health();

    assertThat(after).isEqualTo(Health.UNKNOWN);
    assertThat(watch.judge(100_000, 0, RULES).judge(900_000, 1, RULES).lastVerdict())
        .isEqualTo(before);
  }

  @Property
  void moreThanHalfOfTheFreshObserversDecide(
      @ForAll @IntRange(min = 0, max = 6) int ups, @ForAll @IntRange(min = 0, max = 6) int downs) {
    var watch = RegionWatch.begin("eu", 0);
    for (int i : IntStream.range(0, ups).toArray()) {
      watch = watch.observe(probe("up" + i, true, 1, 1), 1, RULES);
    }
    for (int i : IntStream.range(0, downs).toArray()) {
      for (int t = 1; t <= 3; t++) {
        watch = watch.observe(probe("down" + i, false, 0, t), t, RULES);
      }
    }

    var expected =
        ups + downs == 0
            ? Health.UNKNOWN
            : downs > ups ? Health.UNHEALTHY : downs > 0 ? Health.DEGRADED : Health.HEALTHY;
    assertThat(watch.judge(5, 5, RULES).health()).isEqualTo(expected);
  }

  private static Probe probe(String observer, boolean ok, double ms, long at) {
    return new Probe(
        observer,
        "eu",
        ok,
        ok ? OptionalDouble.of(ms) : OptionalDouble.empty(),
        ok ? Optional.empty() : Optional.of("no answer"),
        at);
  }
}
