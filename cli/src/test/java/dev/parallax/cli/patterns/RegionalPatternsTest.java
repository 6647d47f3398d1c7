package dev.parallax.cli.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.patterns.RegionalPatterns.Conflict;
import dev.parallax.core.replication.Globs;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** P2: which patterns regions applied differently, and whose clock is trusted. */
class RegionalPatternsTest {
  @BeforeAll
  static void trustOurRecords() {
    assertThat(new AvroCodecs(new InMemorySchemaRegistry())).isNotNull();
  }

  @Test
  void namesTheRegionWhoseContentStandsAndTheOthers() {
    var patterns = regional();
    patterns.put("us-east-1", "p", Optional.of(pattern("p", "1.0.0", 1, "us-east-1", "one")));
    patterns.put("eu-west-1", "p", Optional.of(pattern("p", "1.0.0", 2, "eu-west-1", "other")));
    patterns.put("us-east-1", "q", Optional.of(pattern("q", "1.0.0", 1, "us-east-1", "one")));
    patterns.put("eu-west-1", "q", Optional.of(pattern("q", "1.0.0", 2, "eu-west-1", "one")));

    assertThat(patterns.conflicts())
        .containsExactly(new Conflict("p", "1.0.0", "eu-west-1", List.of("us-east-1")));

    patterns.put("us-east-1", "p", Optional.of(pattern("p", "1.0.1", 1, "us-east-1", "two")));
    assertThat(patterns.conflicts()).isEmpty();
  }

  @Test
  void leavesOutWhatOthersShouldHaveKeptAtHome() {
    var patterns = regional();
    patterns.put("us-east-1", "dev-p", Optional.of(pattern("dev-p", "1.0.0", 1, "us-east-1", "a")));
    patterns.put("eu-west-1", "dev-p", Optional.of(pattern("dev-p", "1.0.0", 2, "eu-west-1", "b")));

    assertThat(patterns.conflicts()).isEmpty();
  }

  @Test
  void whatATopicForgotIsInConflictWithNothing() {
    var patterns = regional();
    patterns.put("us-east-1", "p", Optional.of(pattern("p", "1.0.0", 1, "us-east-1", "one")));
    patterns.put("eu-west-1", "p", Optional.of(pattern("p", "1.0.0", 2, "eu-west-1", "other")));
    assertThat(patterns.conflicts()).hasSize(1);

    patterns.put("us-east-1", "p", Optional.empty());

    assertThat(patterns.conflicts()).isEmpty();
    patterns.put("eu-west-1", "p", Optional.empty());
    assertThat(patterns.conflicts()).isEmpty();
  }

  @Test
  void leavesOutWhatIsNoVersionOfThatName() {
    var patterns = regional();
    patterns.put("us-east-1", "p", Optional.of(pattern("p", "latest", 1, "us-east-1", "one")));
    patterns.put("eu-west-1", "p", Optional.of(pattern("q", "1.0.0", 1, "eu-west-1", "one")));

    assertThat(patterns.conflicts()).isEmpty();
  }

  private static RegionalPatterns regional() {
    return new RegionalPatterns(Optional.of("us-east-1"), new Globs(List.of("dev-*")));
  }

  @Test
  void aClockFarAheadOfTheBrokerIsRefused() {
    var pattern = pattern("p", "1.0.0", 1_000_000, "us-east-1", "one");

    assertThatCode(() -> PatternApplyCommand.requireClock(pattern, 700_000))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> PatternApplyCommand.requireClock(pattern, 698_999))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("clock is 301 s ahead of the broker's");
  }

  private static PatternDefinition pattern(
      String name, String version, long updatedAt, String region, String description) {
    var sample = SamplePatterns.all().get(0).applied(region, updatedAt, Optional.empty());
    sample.setName(name);
    sample.setVersion(version);
    sample.setDescription(description);
    return sample;
  }
}
