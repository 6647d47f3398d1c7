package dev.parallax.cli.replication.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.replication.verify.Difference.Kind;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Comparison comparison = new Comparison(key -> key.startsWith("dev-"), false);

  @Test
  void findsNothingInACopyThatIsTheSame() {
    assertThat(comparison.of(compacted("a=1", "b=2", "a=3"), compacted("b=2", "a=3"))).isEmpty();
    assertThat(comparison.of(kept("a=1", "b=2", "a=3"), kept("a=1", "b=2", "a=3"))).isEmpty();
  }

  @Test
  void countsADeletedKeyAsOneThatIsNotThere() {
    assertThat(comparison.of(compacted("a=1", "a"), compacted())).isEmpty();
    assertThat(comparison.of(compacted("a=1", "a"), compacted("a=1")))
        .containsExactly(new Difference(Kind.SURPLUS, "a"));
  }

  @Test
  void tellsWhatIsMissingOrHasAnotherValue() {
    assertThat(comparison.of(compacted("a=1", "b=2"), compacted("b=3")))
        .containsExactly(new Difference(Kind.MISSING, "a"), new Difference(Kind.OTHER_VALUE, "b"));
  }

  @Test
  void listsACopyOfAnExcludedKeyAsOneThatStays() {
    assertThat(comparison.of(compacted("dev-x=1"), compacted())).isEmpty();
    assertThat(comparison.of(compacted("dev-x=1"), compacted("dev-x=1")))
        .containsExactly(new Difference(Kind.STAYS, "dev-x"));
    assertThat(comparison.of(kept("dev-x=1", "a=1"), kept("a=1"))).isEmpty();
    assertThat(comparison.of(kept("dev-x=1", "a=1"), kept("dev-x=1", "a=1")))
        .containsExactly(new Difference(Kind.STAYS, "dev-x"));
  }

  @Test
  void comparesSequencesInTheirOrder() {
    assertThat(comparison.of(kept("a=1", "b=2"), kept("b=2")))
        .containsExactly(new Difference(Kind.MISSING, "record 1 of partition 0 (key a)"));
    assertThat(comparison.of(kept("a=1", "b=2"), kept("a=1")))
        .containsExactly(new Difference(Kind.MISSING, "record 2 of partition 0 (key b)"));
    assertThat(comparison.of(kept("a=1"), kept("a=1", "a=1")))
        .containsExactly(new Difference(Kind.SURPLUS, "record 2 of partition 0 (key a)"));
    assertThat(comparison.of(kept("a=1", "b=2"), kept("a=1", "b=3")))
        .containsExactly(new Difference(Kind.OTHER_VALUE, "record 2 of partition 0 (key b)"));
  }

  @Test
  void allowsACopyToHoldWhatTheSourceNoLongerHolds() {
    assertThat(comparison.of(kept("b=2", "c=3"), kept("a=1", "b=2", "c=3"))).isEmpty();
  }

  @Test
  void givesTheCopyTimeForWhatCameMeanwhile() {
    var source = kept("a=1");
    source.mark();
    source.add(0, "b", "2".getBytes(UTF_8));

    assertThat(comparison.of(source, kept("a=1"))).isEmpty();
    assertThat(comparison.of(source, kept("a=1", "b=2"))).isEmpty();
    assertThat(comparison.of(source, kept("b=2"))).hasSize(1);
  }

  @Test
  void comparesNoMoreThanTheNewestOfTheSourceInASample() {
    var sample = new Comparison(key -> false, true);

    assertThat(sample.of(compacted("b=2"), compacted("a=1", "b=2"))).isEmpty();
    assertThat(sample.of(compacted("b=2"), compacted("a=1", "b=3")))
        .containsExactly(new Difference(Kind.OTHER_VALUE, "b"));
    assertThat(sample.of(compacted("b=2"), compacted("a=1")))
        .containsExactly(new Difference(Kind.MISSING, "b"));
    assertThat(sample.of(compacted("b"), compacted("a=1"))).isEmpty();
    assertThat(sample.of(compacted("b"), compacted("b=2")))
        .containsExactly(new Difference(Kind.SURPLUS, "b"));
    assertThat(sample.of(kept("b=2", "c=3"), kept("a=1", "b=2", "c=3"))).isEmpty();
    assertThat(sample.of(kept("b=2", "c=3"), kept("a=1", "b=2")))
        .containsExactly(new Difference(Kind.MISSING, "record 2 of partition 0 (key c)"));
  }

  private static Contents compacted(String... records) {
    return filled(new Contents(true), records);
  }

  private static Contents kept(String... records) {
    return filled(new Contents(false), records);
  }

  private static Contents filled(Contents contents, String... records) {
    for (var record : records) {
      var parts = record.split("=", -1);
      contents.add(0, parts[0], parts.length == 1 ? null : parts[1].getBytes(UTF_8));
    }
    return contents;
  }
}
