package dev.parallax.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.cli.patterns.PatternDocument;
import dev.parallax.cli.patterns.SamplePatterns;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleRequestsTest {

  @Test
  void givesTheSameOrderForTheSameSeedOnly() {
    assertThat(first(200, 7)).isEqualTo(first(200, 7)).isNotEqualTo(first(200, 8));
  }

  @Test
  void givesEachSampleOnceARoundInAnotherOrderEachTime() {
    int all = SampleFiles.answered().size();
    var requests = first(2 * all, 1);
    var round = requests.subList(0, all);
    var next = requests.subList(all, 2 * all);

    assertThat(round).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(next);
    assertThat(round).isNotEqualTo(next);
  }

  @Test
  void asksForPatternsThatTheSandboxHasFromEveryRegion() {
    // Several agents answer global-consensus: its requests are sent when they are asked for.
    var patterns =
        SamplePatterns.all().stream()
            .map(PatternDocument::name)
            .filter(name -> !name.equals("global-consensus"))
            .toList();
    var samples = SampleFiles.answered();

    assertThat(samples)
        .extracting(SampleRequest::pattern)
        .containsAll(patterns)
        .isSubsetOf(patterns);
    assertThat(samples.stream().map(SampleRequest::originRegion).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("us-east-1", "eu-west-1", "ap-south-1");
  }

  @Test
  void givesThoseOfOnePattern() {
    for (var pattern : SamplePatterns.all()) {
      var requests = SampleRequests.seeded(1, pattern.name());
      assertThat(Stream.generate(requests::next).limit(50))
          .allSatisfy(request -> assertThat(request.pattern()).isEqualTo(pattern.name()));
    }
    assertThatThrownBy(() -> SampleRequests.seeded(1, "global-consenus"))
        .hasMessageContainingAll("global-consenus", "global-consensus", "fraud-check");
  }

  private static List<SampleRequest> first(int count, long seed) {
    return Stream.generate(SampleRequests.seeded(seed)::next).limit(count).toList();
  }
}
