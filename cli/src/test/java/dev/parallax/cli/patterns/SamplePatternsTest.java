package dev.parallax.cli.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.mapping.PatternMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SamplePatternsTest {
  private static final List<Set<String>> FLEET =
      List.of(Set.of("classification", "analysis"), Set.of("classification", "translation"));

  @Test
  void needOneAgentThatTheFleetHas() {
    var capabilities =
        SamplePatterns.all().stream()
            .map(
                document ->
                    PatternMapping.pattern(document.applied("us-east-1", 0, Optional.empty())))
            .peek(p -> assertThat(p.agents().min()).as(p.name()).isEqualTo(1))
            .collect(Collectors.toMap(p -> p.name(), p -> p.agents().capabilities()));

    assertThat(capabilities)
        .isEqualTo(
            Map.of(
                "content-classifier", Set.of("classification"),
                "content-moderation", Set.of("classification"),
                "fraud-check", Set.of("analysis"),
                "language-detect", Set.of("translation"),
                "translation-routing", Set.of("translation"),
                "document-analysis", Set.of("analysis"),
                "global-consensus", Set.of("classification")));
    assertThat(capabilities.values())
        .allSatisfy(needed -> assertThat(FLEET).anyMatch(agent -> agent.containsAll(needed)));
  }
}
