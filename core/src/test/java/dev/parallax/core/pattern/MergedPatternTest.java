package dev.parallax.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** P2 as every region's view sees it. */
class MergedPatternTest {
  private record Arrival(String source, Revision revision) {}

  @Property(tries = 500)
  void anyOrderAndAnyDuplicatesGiveTheSame(
      @ForAll("arrivals") List<Arrival> arrivals, @ForAll long seed) {
    var again = new ArrayList<>(arrivals);
    var random = new Random(seed);
    arrivals.stream().filter(arrival -> random.nextBoolean()).forEach(again::add);
    Collections.shuffle(again, random);

    assertThat(merged(again)).isEqualTo(merged(arrivals));
  }

  @Property(tries = 500)
  void theGreatestOfAllStands(@ForAll("arrivals") List<Arrival> arrivals) {
    var merged = merged(arrivals);

    assertThat(merged.standing())
        .isEqualTo(arrivals.stream().map(Arrival::revision).max(Comparator.naturalOrder()));
    assertThat(merged.source().map(merged.revisions()::get)).isEqualTo(merged.standing());
  }

  @Test
  void oneVersionWithTwoContentsIsAConflict() {
    var merged =
        MergedPattern.none()
            .with("us-east-1", revision("1.0.0", 1, "us-east-1", false, "a"))
            .with("eu-west-1", revision("1.0.0", 2, "eu-west-1", false, "b"))
            .with("ap-south-1", revision("1.0.0", 0, "ap-south-1", false, "b"));

    assertThat(merged.conflicting()).containsExactly("us-east-1");
    assertThat(merged.source()).contains("eu-west-1");
    assertThat(
            merged.with("us-east-1", revision("1.0.1", 0, "us-east-1", false, "c")).conflicting())
        .isEmpty();
  }

  @Test
  void aDeletionIsNoConflictAndGivesWayToAHigherVersion() {
    var deleted =
        MergedPattern.none()
            .with("us-east-1", revision("1.0.0", 1, "us-east-1", false, "a"))
            .with("eu-west-1", revision("1.0.0", 2, "eu-west-1", true, "a"));

    assertThat(deleted.conflicting()).isEmpty();
    assertThat(deleted.standing().orElseThrow().deleted()).isTrue();
    assertThat(
            deleted
                .with("us-east-1", revision("1.1.0", 0, "us-east-1", false, "b"))
                .standing()
                .orElseThrow()
                .deleted())
        .isFalse();
  }

  @Test
  void nothingStandsOfWhatNobodyKnows() {
    assertThat(MergedPattern.none().standing()).isEmpty();
    assertThat(MergedPattern.none().source()).isEmpty();
    assertThat(MergedPattern.none().conflicting()).isEmpty();
  }

  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    var regions = Arbitraries.of("us-east-1", "eu-west-1", "ap-south-1");
    var revisions =
        Combinators.combine(
                Arbitraries.of("1.0.0", "1.0.1", "1.10.0", "2.0.0-rc.1"),
                Arbitraries.longs().between(0, 2),
                regions,
                Arbitraries.of(true, false),
                Arbitraries.of("a", "b"))
            .as(MergedPatternTest::revision);
    return Combinators.combine(regions, revisions).as(Arrival::new).list().ofMaxSize(8);
  }

  private static MergedPattern merged(List<Arrival> arrivals) {
    var merged = MergedPattern.none();
    for (var arrival : arrivals) {
      merged = merged.with(arrival.source(), arrival.revision());
    }
    return merged;
  }

  private static Revision revision(
      String version, long updatedAt, String region, boolean deleted, String content) {
    return new Revision(PatternVersion.parse(version), updatedAt, region, deleted, content);
  }
}
