package dev.parallax.core.aggregation;

import static dev.parallax.core.aggregation.Votes.aggregation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.json.ArbitraryJson;
import dev.parallax.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** What holds of every aggregation, whatever was answered. */
class AggregatorPropertyTest {
  private static final List<String> SETTINGS =
      List.of(
          "voting method=majority",
          "voting",
          "voting tieBreaker=first",
          "voting tieBreaker=highest-confidence minVotes=2",
          "voting method=unanimous",
          "voting method=weighted tieBreaker=highest-confidence",
          "voting method=weighted weights.us=2 weights.a1=0.3 weights.eu=1.1",
          "consensus",
          "consensus threshold=0.4 tolerance=1",
          "consensus threshold=0.5 fields=a,b.a tolerance=0.5",
          "consensus threshold=0.6 crossRegion=true",
          "consensus threshold=0.3 crossRegion=true fields=a tolerance=2",
          "merge method=deep",
          "merge method=shallow",
          "merge method=concat",
          "merge method=union");

  @Provide
  Arbitrary<List<Vote>> votes() {
    // Few values and confidences, so that camps and ties are met.
    return Combinators.combine(
            Arbitraries.oneOf(
                ArbitraryJson.values(),
                ArbitraryJson.objects(),
                Arbitraries.integers().between(0, 4).map(n -> new Json.Num(BigDecimal.valueOf(n)))),
            Arbitraries.of("us", "eu", "ap"),
            Arbitraries.of(0.0, 0.1, 0.7, 1.0))
        .as((value, region, confidence) -> new Vote("x", region, value, confidence))
        .list()
        .ofMaxSize(9)
        .map(AggregatorPropertyTest::numbered);
  }

  @Provide
  Arbitrary<String> settings() {
    return Arbitraries.of(SETTINGS);
  }

  @Provide
  Arbitrary<Json> objects() {
    return ArbitraryJson.objects();
  }

  @Provide
  Arbitrary<Json> lists() {
    return ArbitraryJson.lists();
  }

  @Property
  void theOrderOfArrivalDoesNotCount(
      @ForAll("settings") String settings,
      @ForAll("votes") List<Vote> votes,
      @ForAll Random random) {
    var shuffled = new ArrayList<>(votes);
    Collections.shuffle(shuffled, random);

    assertThat(Votes.verdict(settings, Ballot.of(shuffled, List.of("sa"))))
        .isEqualTo(Votes.verdict(settings, Ballot.of(votes, List.of("sa"))));
  }

  @Property
  void neitherTheSpellingOfNumbersCounts(
      @ForAll("settings") String settings, @ForAll("votes") List<Vote> votes) {
    var respelt =
        votes.stream()
            .map(
                vote ->
                    vote.value() instanceof Json.Num num
                        ? new Vote(
                            vote.agentId(),
                            vote.region(),
                            new Json.Num(num.number().setScale(num.number().scale() + 3)),
                            vote.confidence())
                        : vote)
            .toList();

    assertThat(Votes.verdict(settings, Ballot.of(respelt, List.of())))
        .isEqualTo(Votes.verdict(settings, Ballot.of(votes, List.of())));
  }

  @Property
  void figuresAreSharesAndEveryVoteIsShown(
      @ForAll("settings") String settings, @ForAll("votes") List<Vote> votes) {
    var verdict = Votes.verdict(settings, Ballot.of(votes, List.of("sa")));

    verdict.agreement().ifPresent(agreement -> assertThat(agreement).isBetween(0.0, 1.0));
    verdict.confidence().ifPresent(confidence -> assertThat(confidence).isBetween(0.0, 1.0));
    assertThat(verdict.agents()).isSorted().doesNotHaveDuplicates();
    assertThat(verdict.votes().get("sa").isSilent()).isTrue();
    assertThat(
            verdict.votes().values().stream()
                .flatMap(region -> region.agentsByValue().values().stream())
                .flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(votes.stream().map(Vote::agentId).toList());
  }

  @Property
  void consensusIsExactlyWhereEnoughAgreeByANaiveCount(
      @ForAll("votes") List<Vote> votes,
      @ForAll @DoubleRange(min = 0.01, max = 1) double threshold) {
    var verdict = Votes.verdict("consensus threshold=" + threshold, Ballot.of(votes, List.of()));
    var counts = new TreeMap<String, Integer>();
    votes.forEach(vote -> counts.merge(vote.value().canonical(), 1, Integer::sum));
    int most = counts.values().stream().max(Integer::compare).orElse(0);
    boolean enough =
        most > 0
            && new BigDecimal(most)
                    .compareTo(BigDecimal.valueOf(threshold).multiply(new BigDecimal(votes.size())))
                >= 0;

    assertThat(verdict.value().isPresent()).isEqualTo(enough);
    verdict.value().ifPresent(value -> assertThat(counts).containsEntry(value.canonical(), most));
  }

  @Property
  void noConsensusAcrossRegionsWithoutTheThresholdOfRegions(@ForAll("votes") List<Vote> votes) {
    var verdict =
        Votes.verdict("consensus crossRegion=true", Ballot.of(votes, List.of("us", "eu", "ap")));

    if (verdict.value().isPresent()) {
      // Three regions at 0.7: all of them.
      assertThat(verdict.votes().values())
          .allSatisfy(region -> assertThat(region.agreed()).isEqualTo(verdict.value()));
    }
  }

  @Property
  void unionConcatAndShallowAreAssociative(
      @ForAll("lists") Json a,
      @ForAll("lists") Json b,
      @ForAll("lists") Json c,
      @ForAll("objects") Json x,
      @ForAll("objects") Json y,
      @ForAll("objects") Json z) {
    assertAssociative(Merge.Method.CONCAT, a, b, c);
    assertAssociative(Merge.Method.UNION, a, b, c);
    assertAssociative(Merge.Method.SHALLOW, x, y, z);
  }

  @Property
  void deepIsAssociativeWhereNoKeyChangesItsKind(
      @ForAll("objects") Json x, @ForAll("objects") Json y, @ForAll("objects") Json z) {
    assertAssociative(Merge.Method.DEEP, leaves(x, 2), leaves(y, 2), leaves(z, 2));
  }

  @Property
  void mergingOneAnswerChangesNothing(@ForAll("objects") Json object, @ForAll("lists") Json list) {
    assertThat(merged("deep", object)).isEqualTo(object);
    assertThat(merged("shallow", object)).isEqualTo(object);
    assertThat(merged("concat", list)).isEqualTo(list);
  }

  @Property
  void theFirstSureAnswerInOrderOfArrivalIsTaken(@ForAll("votes") List<Vote> votes) {
    var verdict = Votes.verdict("first minConfidence=0.7", Ballot.of(votes, List.of()));

    assertThat(verdict.value())
        .isEqualTo(
            votes.stream().filter(vote -> vote.confidence() >= 0.7).findFirst().map(Vote::value));
  }

  private static Json merged(String method, Json answer) {
    return Aggregator.of(aggregation("merge method=" + method))
        .aggregate(Votes.ballot(Votes.vote("a", answer)))
        .value()
        .orElseThrow();
  }

  private static void assertAssociative(Merge.Method method, Json a, Json b, Json c) {
    assertThat(method.merge(method.merge(a, b), c)).isEqualTo(method.merge(a, method.merge(b, c)));
  }

  /** Objects down to this depth and scalars there: a key has one kind at every path. */
  private static Json leaves(Json value, int depth) {
    if (depth == 0) {
      return new Json.Text(value.canonical());
    }
    var members = new TreeMap<String, Json>();
    if (value instanceof Json.Members object) {
      object.members().forEach((key, member) -> members.put(key, leaves(member, depth - 1)));
    }
    return new Json.Members(members);
  }

  /** In an order of arrival that is not that of the ids. */
  private static List<Vote> numbered(List<Vote> votes) {
    var numbered = new ArrayList<Vote>();
    for (int i = 0; i < votes.size(); i++) {
      var vote = votes.get(i);
      numbered.add(new Vote("a" + (i * 7) % 10, vote.region(), vote.value(), vote.confidence()));
    }
    return numbered;
  }
}
