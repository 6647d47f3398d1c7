package dev.parallax.cli.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.Distribution;
import dev.parallax.events.PatternDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** X1: every pattern block of the specification's page is accepted and means what it says. */
class PagePatternsTest {

  @Test
  void readsAStrictRegion() {
    var pattern = applied("gdpr-compliant-analysis");

    assertThat(pattern.getVersion()).isEqualTo("1.0.0");
    assertThat(pattern.getAgents().getCapabilities()).containsExactly("analysis", "gdpr-compliant");
    assertThat(pattern.getAgents().getRegion()).isEqualTo("eu-west-1");
    assertThat(pattern.getExecution().getStrategy()).isEqualTo("parallel");
  }

  @Test
  void readsADistributionAndConsensusAcrossRegions() {
    var pattern = applied("global-consensus");

    assertThat(pattern.getAgents().getDistribution())
        .isEqualTo(new Distribution(List.of("us-east-1", "eu-west-1", "ap-south-1"), 1));
    assertThat(pattern.getAggregation().getStrategy()).isEqualTo("consensus");
    assertThat(pattern.getAggregation().getCrossRegion()).isTrue();
  }

  @Test
  void readsARegionThatTheInputMayOverride() {
    assertThat(applied("flexible-analysis").getAgents().getRegion())
        .isEqualTo("$input.preferredRegion || \"auto\"");
  }

  private static PatternDefinition applied(String name) {
    var reading = PatternDocument.read(block(name));
    assertThat(reading).isInstanceOf(PatternDocument.Valid.class);
    var document = ((PatternDocument.Valid) reading).document();
    assertThat(document.name()).isEqualTo(name);
    return document.applied("us-east-1", 1234, Optional.empty());
  }

  private static String block(String name) {
    try (var in = PagePatternsTest.class.getResourceAsStream("/patterns/page/" + name + ".yaml")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
