package dev.parallax.core.aggregation;

import static dev.parallax.core.aggregation.Votes.ballot;
import static dev.parallax.core.aggregation.Votes.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every aggregation of scalars, with agreement and confidence worked out by hand. */
class VerdictTableTest {
  private static final double EXACT = 1e-12;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # method                          | votes                                              | value | agreement | confidence | agents
          voting method=majority            | a@us x 0.9, b@us x 0.7, c@us y 1                   | x     | 0.6666666666666666 | 0.5333333333333333 | a b
          voting method=majority            | a@us x 0.8                                         | x     | 1         | 0.8        | a
          voting method=majority minVotes=2 | a@us x 0.5, b@us x 0.5                             | x     | 1         | 0.5        | a b
          voting                            | a@us x 0.9, b@us y 0.6, c@us y 0.4, d@us z 1       | y     | 0.5       | 0.25       | b c
          voting method=plurality           | a@us 1 1, b@us 1.0 1, c@us 1e0 1, d@us 2 1         | 1     | 0.75      | 0.75       | a b c
          voting tieBreaker=first           | b@us y 1, a@us x 0.2, c@us x 0.2, d@us y 1         | x     | 0.5       | 0.1        | a c
          voting tieBreaker=highest-confidence | b@us y 1, a@us x 0.2, c@us x 0.4, d@us y 0.8    | y     | 0.5       | 0.45       | b d
          voting tieBreaker=highest-confidence | b@us y 0.5, a@us x 0.5                          | x     | 0.5       | 0.25       | a
          voting tieBreaker=highest-confidence | b@us y 1, a@us x 0.6, c@us x 0.6, d@us y 0.1    | x     | 0.5       | 0.3        | a c
          voting method=unanimous           | a@us x 0.9, b@eu x 0.8, c@ap x 0.7                 | x     | 1         | 0.8        | a b c
          voting method=weighted            | a@us x 0.9, b@us y 0.4, c@us y 0.3                 | x     | 0.5625    | 0.50625    | a
          voting method=weighted weights.eu=3 weights.us=1 | a@us x 1, b@us x 1, c@eu y 0.5      | y     | 0.6       | 0.3        | c
          voting method=weighted weights.eu=1 weights.a=5  | a@eu x 1, b@eu y 1, c@us y 1        | x     | 0.8333333333333334 | 0.8333333333333334 | a
          voting method=weighted tieBreaker=first weights.us=1 | b@us x 1, a@us y 0.5            | y     | 0.5       | 0.25       | a
          consensus                         | a@us x 0.9, b@us x 0.8, c@us x 0.7                 | x     | 1         | 0.8        | a b c
          consensus threshold=0.66          | a@us x 0.9, b@us x 0.9, c@us y 0.9                 | x     | 0.6666666666666666 | 0.6 | a b
          consensus                         | a@us x, b@us x, c@us x, d@us x, e@us x, f@us x, g@us x, h@us y, i@us y, j@us z | x | 0.7 | 0.7 | a b c d e f g
          consensus threshold=0.5           | b@us x 0.4, a@us y 0.6                             | y     | 0.5       | 0.3        | a
          consensus threshold=0.5           | b@us x 0.9, a@us y 0.6                             | y     | 0.5       | 0.3        | a
          consensus threshold=1             | a@us x 0.5, b@us x 0.6                             | x     | 1         | 0.55       | a b
          consensus tolerance=0.5           | a@us 10 1, b@us 10.4 0.8, c@us 10.5 0.6            | 10.4  | 1         | 0.8        | a b c
          consensus tolerance=0.5           | a@us 10, b@us 10.5, c@us 11                        | 10.5  | 1         | 1          | a b c
          consensus tolerance=0.5           | a@us 1, b@us 2                                     | 1.5   | 1         | 1          | a b
          consensus tolerance=1             | a@us 9, b@us 10, c@us 11, d@us 99                  | !no consensus: 2 of 4 votes agree, 0.7 needed | 0.5 | |
          consensus tolerance=0             | a@us 7, b@us 7, c@us 7, d@us 1                     | 7     | 0.75      | 0.75       | a b c
          consensus tolerance=0.1           | a@us x, b@us x, c@us x, d@us 1                     | x     | 0.75      | 0.75       | a b c
          consensus crossRegion=true        | a@us x 0.9, b@eu x 0.8, c@ap x 0.7                 | x     | 1         | 0.8        | a b c
          consensus crossRegion=true        | a@us x 1, b@us x 0.6, c@us x 0.8, d@us y 1, e@eu x 1 | x   | 1         | 0.8        | a b c e
          consensus crossRegion=true threshold=0.6 | a@us x 0.9, b@eu x 0.9, c@ap y 0.9          | x     | 0.6666666666666666 | 0.6 | a b
          consensus crossRegion=true threshold=0.6 | a@us x 0.9, b@eu x 0.6, ap                  | x     | 0.6666666666666666 | 0.5 | a b
          consensus crossRegion=true tolerance=1 | a@us 10, b@us 11, c@eu 12, d@ap 10            | !no consensus across regions: 2 of 3 regions agree, 0.7 needed; ap, us against eu | 0.6666666666666666 | |
          first                             | b@us x 0.3, a@us y 0.9                             | x     |           | 0.3        | b
          first minConfidence=0.5           | b@us x 0.49, a@us y 0.5, c@us z 0.9                | y     |           | 0.5        | a
          voting method=majority            | a@us x, b@us y                    | !no majority: 1 of 2 votes agree, more than half must | 0.5 | |
          voting method=majority            | a@us x, b@us x, c@us y, d@us z    | !no majority: 2 of 4 votes agree, more than half must | 0.5 | |
          voting                            | a@us x, b@us y                    | !a tie: 2 values have 1 of 2 each | 0.5 | |
          voting minVotes=3                 | a@us x, b@us x                    | !2 of at least 3 votes came | 1 | |
          voting method=unanimous           | a@us x, b@us x, c@us y            | !not unanimous: 2 of 3 votes agree | 0.6666666666666666 | |
          voting method=weighted            | a@us x 0.4, b@us y 0.4            | !a tie: 2 values have 0.4 of 0.8 each | 0.5 | |
          voting method=weighted            | a@us x 0, b@us y 0                | !no winner: all votes together have no weight | | |
          voting method=weighted weights.eu=1 | a@us x                          | !no winner: all votes together have no weight | | |
          consensus                         | a@us x, b@us x, c@us y            | !no consensus: 2 of 3 votes agree, 0.7 needed | 0.6666666666666666 | |
          consensus                         | a@us x, b@us y, c@us z            | !no consensus: 1 of 3 votes agree, 0.7 needed | 0.3333333333333333 | |
          consensus crossRegion=true        | a@us x, b@eu x, c@ap y            | !no consensus across regions: 2 of 3 regions agree, 0.7 needed; eu, us against ap | 0.6666666666666666 | |
          consensus crossRegion=true        | a@us x, b@eu y, c@ap z            | !no consensus across regions: 1 of 3 regions agree, 0.7 needed; us against eu against ap | 0.3333333333333333 | |
          consensus crossRegion=true        | a@us x, b@eu x, ap                | !no consensus across regions: 2 of 3 regions agree, 0.7 needed; no answer from ap | 0.6666666666666666 | |
          consensus crossRegion=true        | a@us x, b@us y, c@eu x, ap, sa    | !no consensus across regions: 1 of 4 regions agree, 0.7 needed; no answer from ap, sa; no inner consensus in us | 0.25 | |
          consensus crossRegion=true        | a@us x, b@us y                    | !no consensus across regions: 0 of 1 regions agree, 0.7 needed; no inner consensus in us | 0 | |
          consensus crossRegion=true        | us, eu                            | !no answer | | |
          first minConfidence=0.5           | b@us x 0.4, a@us y 0.3            | !a: confidence 0.3 is below 0.5; b: confidence 0.4 is below 0.5 | | |
          """)
  void comesToThis(
      String settings,
      String votes,
      String value,
      Double agreement,
      Double confidence,
      String agents) {
    var verdict = verdict(settings, ballot(votes));

    if (value.startsWith("!")) {
      assertThat(verdict.reason()).contains(value.substring(1));
      assertThat(verdict.value()).isEmpty();
      assertThat(verdict.confidence()).isEmpty();
      assertThat(verdict.agents()).isEmpty();
    } else {
      assertThat(verdict.reason()).isEmpty();
      assertThat(verdict.value()).contains(Votes.value(value));
      assertThat(verdict.confidence().orElseThrow()).isCloseTo(confidence, within(EXACT));
      assertThat(verdict.agents()).isEqualTo(Arrays.asList(agents.split(" ")));
    }
    if (agreement == null) {
      assertThat(verdict.agreement()).isEmpty();
    } else {
      assertThat(verdict.agreement().orElseThrow()).isEqualTo(agreement);
    }
  }
}
