package dev.parallax.cli.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.patterns.PublicationWatch.Result;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publisher learns (P3). */
class PublicationWatchTest {
  private PublicationWatch watch;

  @BeforeEach
  void publish() {
    var sample = SamplePatterns.all().get(0).applied("a", 1, Optional.empty());
    watch = new PublicationWatch("one", sample, List.of("a", "b"));
    says("a", PublicationKind.PROPOSE, null);
  }

  @Test
  void committedOnlyWhenEveryRegionUsesIt() {
    says("b", PublicationKind.STORED, null);
    says("a", PublicationKind.STORED, null);
    assertThat(watch.sentence()).contains("the decision is not known here yet");

    says("a", PublicationKind.COMMIT, null);
    says("a", PublicationKind.APPLIED, null);
    assertThat(watch.result()).isEqualTo(Result.INDETERMINATE);
    assertThat(watch.sentence())
        .isEqualTo("it is decided, and goes on by itself until these regions use it: b");

    says("b", PublicationKind.APPLIED, null);
    assertThat(watch.result()).isEqualTo(Result.COMMITTED);
    assertThat(watch.appliedAfterMs()).isEqualTo(Map.of("a", 7L, "b", 7L));
  }

  @Test
  void aRefusalOfAnyRegionIsAnAbort() {
    says("a", PublicationKind.REFUSED, "no answer of b within the timeout");

    assertThat(watch.result()).isEqualTo(Result.ABORTED);
    assertThat(watch.sentence())
        .isEqualTo("no region uses it: a: no answer of b within the timeout");
  }

  @Test
  void nobodyAnswersIsNeitherOfBoth() {
    assertThat(watch.result()).isEqualTo(Result.INDETERMINATE);
    assertThat(watch.sentence())
        .isEqualTo("no answer yet of b: is a replicator-app running there, and connected?");

    says("b", PublicationKind.STORED, null);
    assertThat(watch.sentence()).isEqualTo("the others have stored it, a not yet");
  }

  @Test
  void whatStandsHereMayNotBeUsedEverywhere() {
    says("b", PublicationKind.STORED, null);
    says("a", PublicationKind.COMMIT, null);
    says("a", PublicationKind.APPLIED, null);
    var stands = watch.definition();

    assertThat(StrongOptions.open(stands, List.of(watch))).contains(watch);
    assertThat(StrongOptions.exitCode(List.of(watch))).isEqualTo(ExitCode.FAILED);
    var other = SamplePatterns.all().get(0).applied("a", 1, Optional.empty());
    other.setVersion("9.0.0");
    assertThat(StrongOptions.open(other, List.of(watch))).isEmpty();

    says("b", PublicationKind.APPLIED, null);
    assertThat(StrongOptions.open(stands, List.of(watch))).isEmpty();
    assertThat(StrongOptions.exitCode(List.of())).isEqualTo(ExitCode.OK);
  }

  @Test
  void saysThatNobodyKnowsWhetherItWasStored() {
    var unheard = new PublicationWatch("one", watch.definition(), List.of("a", "b"));

    assertThat(unheard.result()).isEqualTo(Result.INDETERMINATE);
    assertThat(unheard.sentence())
        .isEqualTo("it is not known whether it was stored: the cluster of a did not say");
  }

  private void says(String region, PublicationKind kind, String reason) {
    watch.read(new PatternPublication("one", "p", kind, region, null, null, reason, 0L), 7);
    watch.read(
        new PatternPublication("two", "p", PublicationKind.ABORT, "a", null, null, "x", 0L), 7);
  }
}
