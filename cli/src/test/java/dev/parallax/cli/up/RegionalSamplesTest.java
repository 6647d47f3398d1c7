package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.agents.SampleRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegionalSamplesTest {
  private static List<SampleRequest> some(int count, Optional<String> pattern) {
    return Stream.generate(RegionalSamples.of("eu-west-1", 1, pattern)::next).limit(count).toList();
  }

  @Test
  void ariseInTheRegionAndEveryTenthIsForAllRegions() {
    var samples = some(20, Optional.empty());

    assertThat(samples).extracting(SampleRequest::originRegion).containsOnly("eu-west-1");
    for (int i = 0; i < samples.size(); i++) {
      assertThat(samples.get(i).pattern().equals("global-consensus")).isEqualTo(i % 10 == 9);
    }
  }

  @Test
  void areOfTheOnePatternThatIsNamed() {
    assertThat(some(11, Optional.of("fraud-check")))
        .extracting(SampleRequest::pattern)
        .containsOnly("fraud-check");
  }
}
