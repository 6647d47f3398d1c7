package dev.parallax.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> KEYS = List.of("routing", "regions", "health", "healthCheck");

  @ParameterizedTest
  @CsvSource({
    "routng,routing", // left out
    "rouuting,routing", // doubled
    "ruoting,routing", // swapped
    "Routing,routing", // letter case
    "region,regions",
    "helth,health",
    "healthcheck,healthCheck",
    "healtCheck,healthCheck",
  })
  void findsWhatWasMeant(String misspelt, String meant) {
    assertThat(Spelling.nearest(misspelt, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"kafka", "r", "''", "routingroutingroutingrouting"})
  void guessesNothingFarFetched(String word) {
    assertThat(Spelling.nearest(word, KEYS)).isEmpty();
  }

  @Test
  void namesTheNearestOrElseAllThatIsValid() {
    assertThat(Spelling.hint("routng", KEYS)).isEqualTo("did you mean routing?");
    assertThat(Spelling.hint("kafka", KEYS))
        .isEqualTo("valid here: routing, regions, health, healthCheck");
  }
}
