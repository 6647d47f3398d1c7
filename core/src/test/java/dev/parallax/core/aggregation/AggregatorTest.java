package dev.parallax.core.aggregation;

import static dev.parallax.core.aggregation.Votes.aggregation;
import static dev.parallax.core.aggregation.Votes.ballot;
import static dev.parallax.core.aggregation.Votes.list;
import static dev.parallax.core.aggregation.Votes.object;
import static dev.parallax.core.aggregation.Votes.value;
import static dev.parallax.core.aggregation.Votes.verdict;
import static dev.parallax.core.aggregation.Votes.vote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatorTest {
  @Test
  void showsHowEveryRegionVotedAndWhichHaveNoVote() {
    var votes = ballot("b@us x, a@us x, c@us y, d@eu y, e@eu z, ap");

    assertThat(verdict("consensus crossRegion=true threshold=0.6", votes).votes())
        .isEqualTo(
            Map.of(
                "us", region(Map.of("\"x\"", List.of("a", "b"), "\"y\"", List.of("c")), "x"),
                "eu", region(Map.of("\"y\"", List.of("d"), "\"z\"", List.of("e")), null),
                "ap", region(Map.of(), null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "voting", "consensus", "consensus crossRegion=true", "merge"})
  void comesToNothingWithoutAnAnswer(String settings) {
    var verdict = verdict(settings, ballot("eu, us"));

    assertThat(verdict.reason()).contains("no answer");
    assertThat(verdict.votes().values()).hasSize(2).allMatch(RegionVotes::isSilent);
  }

  @Test
  void comparesOnlyTheFieldsOfAConsensusAndTakesTheWholeAnswerOfTheSmallestAgent() {
    var one = object("label", "spam", "why", "links", "score", "0.9");
    var same = object("label", "spam", "why", "sender", "score", "0.8");
    var other = object("label", "ham", "why", "links", "score", "0.9");

    var verdict =
        verdict(
            "consensus fields=label threshold=0.6",
            ballot(vote("b", one), vote("a", same), vote("c", other)));
    assertThat(verdict.value()).contains(same);
    assertThat(verdict.agents()).containsExactly("a", "b");
    assertThat(verdict("consensus fields=label", ballot(vote("b", one), vote("c", other))).reason())
        .contains("no consensus: 1 of 2 votes agree, 0.7 needed");
  }

  @Test
  void comparesNumbersInFieldsWithTheirOwnMedians() {
    var votes =
        ballot(
            vote("a", object("at", object("x", "10", "y", "100"))),
            vote("b", object("at", object("x", "11", "y", "101"))),
            vote("c", object("at", object("x", "10.5", "y", "300"))));

    assertThat(verdict("consensus tolerance=1 fields=at.x", votes).agents())
        .containsExactly("a", "b", "c");
    assertThat(verdict("consensus tolerance=1 fields=at.x,at.y threshold=0.6", votes).agents())
        .containsExactly("a", "b");
  }

  @Test
  void comparesAnAnswerWithoutAnyOfTheFieldsAsAWhole() {
    var votes = ballot(vote("a", value("x")), vote("b", value("y")), vote("c", object("z", "1")));

    assertThat(verdict("consensus fields=label threshold=0.3", votes).agents())
        .containsExactly("a");
    var bare =
        ballot(vote("a", value("100")), vote("b", object("n", "100")), vote("c", value("1")));
    assertThat(verdict("consensus fields=n threshold=0.5", bare).value()).isEmpty();
  }

  @Test
  void mergesObjectsAndTheLaterAgentWins() {
    var a = object("x", "1", "o", object("p", "1", "q", "1"), "l", list("1"), "n", "1");
    var b =
        object("x", "2", "o", object("q", "2", "r", "2"), "l", list("2"), "n", object("m", "2"));

    assertThat(verdict("merge", ballot(vote("b", b), vote("a", a))).value())
        .contains(
            object(
                "x", "2",
                "o", object("p", "1", "q", "2", "r", "2"),
                "l", list("2"),
                "n", object("m", "2")));
    assertThat(verdict("merge method=shallow", ballot(vote("b", b), vote("a", a))).value())
        .contains(b);
  }

  @Test
  void mergesLists() {
    var votes = ballot(vote("b", list("2", "3", "2.0")), vote("a", list("3", "1")));

    assertThat(verdict("merge method=concat", votes).value())
        .contains(list("3", "1", "2", "3", "2"));
    assertThat(verdict("merge method=union", votes).value()).contains(list("3", "1", "2"));
  }

  @Test
  void dropsDoublesOfOneAgentFromAUnionToo() {
    assertThat(verdict("merge method=union", ballot(vote("a", list("1", "1.0", "2")))).value())
        .contains(list("1", "2"));
  }

  @Test
  void takesTheMeanConfidenceOfAllThatIsMerged() {
    var verdict =
        verdict(
            "merge method=concat",
            Ballot.of(
                List.of(new Vote("b", "us", list("1"), 0.9), new Vote("a", "eu", list("1"), 0.5)),
                List.of()));

    assertThat(verdict.confidence()).hasValue(0.7);
    assertThat(verdict.agreement()).isEmpty();
    assertThat(verdict.agents()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "deep, an object",
    "shallow, an object",
    "concat, a list",
    "union, a list",
  })
  void mergesNothingIfOneAnswerIsOfTheWrongKind(String method, String kind) {
    var votes =
        ballot(
            vote("d", kind.equals("a list") ? list("1") : object("x", "1")),
            vote("b", value("1")),
            vote("c", kind.equals("a list") ? object("x", "1") : list("1")));

    assertThat(verdict("merge method=" + method, votes).reason())
        .contains("cannot merge: " + kind + " is needed of every agent, and missing of b, c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vote                              | aggregation.strategy vote is unknown; valid here: first, voting, consensus, merge
          votin                             | aggregation.strategy votin is unknown; did you mean voting?
          voting method=mayority            | aggregation.method mayority is unknown; did you mean majority?
          merge method=deeep                | aggregation.method deeep is unknown; did you mean deep?
          voting tieBreaker=highest         | aggregation.tieBreaker highest is unknown; valid here: first, highest-confidence
          voting method=majority tieBreaker=first | aggregation.tieBreaker has no effect under majority voting; leave it out
          voting weights.us=1               | aggregation.weights has no effect under plurality voting; leave it out
          voting threshold=0.5              | aggregation.threshold has no effect under plurality voting; leave it out
          voting minVotes=0                 | aggregation.minVotes must be 1 or more, not 0
          voting method=weighted weights.us=-1 weights.eu=1 | aggregation.weights.us must be 0 or more, not -1.0
          voting method=weighted weights.us=NaN weights.eu=1 | aggregation.weights.us must be 0 or more, not NaN
          voting method=weighted weights.us=0 | aggregation.weights are all 0: nobody could win; give somebody more
          consensus threshold=1.1           | aggregation.threshold must be 0 or more, at most 1, not 1.1
          consensus threshold=NaN           | aggregation.threshold must be 0 or more, at most 1, not NaN
          consensus tolerance=-1            | aggregation.tolerance must be 0 or more, not -1.0
          consensus tolerance=Infinity      | aggregation.tolerance must be 0 or more, not Infinity
          consensus fields=a,b,a            | aggregation.fields names a twice
          consensus fields=a.               | aggregation.fields holds a path with an empty key: "a."
          consensus method=deep             | aggregation.method has no effect under consensus; leave it out
          merge crossRegion=true            | aggregation.crossRegion has no effect under merge; leave it out
          first minConfidence=2             | aggregation.minConfidence must be 0 or more, at most 1, not 2.0
          consensus minConfidence=0.5       | aggregation.minConfidence has no effect under consensus; leave it out
          """)
  void refusesWhatItCannotDo(String settings, String fault) {
    assertThat(Aggregator.faults(aggregation(settings))).containsExactly(fault);
  }

  @Test
  void namesAllFaultsAtOnce() {
    assertThatThrownBy(
            () ->
                Aggregator.of(aggregation("consensus threshold=2 method=deep minVotes=1 fields=.")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "aggregation.method has no effect under consensus; leave it out;"
                + " aggregation.minVotes has no effect under consensus; leave it out;"
                + " aggregation.threshold must be 0 or more, at most 1, not 2.0;"
                + " aggregation.fields holds a path with an empty key: \".\"");
  }

  @Test
  void refusesAnAgentThatVotesTwice() {
    assertThatThrownBy(() -> ballot("a@us x, a@us x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("agent a votes twice");
  }

  private static RegionVotes region(Map<String, List<String>> agents, String agreed) {
    return new RegionVotes(new TreeMap<>(agents), Optional.ofNullable(agreed).map(Votes::value));
  }
}
