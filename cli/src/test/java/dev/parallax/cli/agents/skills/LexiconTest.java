package dev.parallax.cli.agents.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.agents.skills.Lexicon.Evidence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LexiconTest {
  private static final Lexicon LEXICON =
      Lexicon.parse(List.of("# weights", "", "b  act_now:2 now:0.5", "a now", "b gift"));

  @Test
  void findsWordsAndPairsForEachLabelInItsOrder() {
    assertThat(LEXICON.match(List.of("act", "now")))
        .isEqualTo(
            Map.of(
                "b", new Evidence(2.5, List.of("act now", "now")),
                "a", new Evidence(1, List.of("now"))));
    assertThat(LEXICON.labels()).containsExactly("b", "a");
  }

  @Test
  void countsARepeatedWordEverLess() {
    double one = score("gift");
    double two = score("gift", "gift");
    double three = score("gift", "gift", "gift");

    assertThat(one).isEqualTo(1);
    assertThat(two - one).isBetween(0.6, 0.8);
    assertThat(three - two).isBetween(0.3, 0.5);
  }

  @Test
  void findsNothingInNothing() {
    assertThat(LEXICON.match(List.of()).values()).containsOnly(new Evidence(0, List.of()));
  }

  private static double score(String... words) {
    return LEXICON.match(List.of(words)).get("b").score();
  }
}
