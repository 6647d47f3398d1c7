package dev.parallax.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every behaviour of three regions, as far as the bounds that a test names; see {@link
 * AgreementModel}.
 */
class AgreementModelTest {
  private static final Set<Invariant> ALL = EnumSet.allOf(Invariant.class);
  private static final Members MEMBERS = new Members(Alphabet.REGIONS);

  @Test
  void everyBehaviourOfTwoTermsAndOneChangeKeepsTheInvariants() {
    var all = search("two terms, one change, all behaviours", 2, 1, Integer.MAX_VALUE);

    assertThat(all.fault()).isEmpty();
    assertThat(all.depth()).isEqualTo(17);
    assertThat(all.states()).isGreaterThanOrEqualTo(40_000);
  }

  @Test
  void everyBehaviourOfThreeTermsAndOneChangeKeepsTheInvariantsAsDeepAsAnyMutantIsFound() {
    var all = search("three terms, one change", 3, 1, 10);

    assertThat(all.fault()).isEmpty();
    assertThat(all.states()).isGreaterThanOrEqualTo(150_000);
  }

  @Test
  void everyBehaviourOfThreeTermsAndTwoChangesKeepsTheInvariantsToDepthNine() {
    var all = search("three terms, two changes", 3, 2, 9);

    assertThat(all.fault()).isEmpty();
    assertThat(all.states()).isGreaterThanOrEqualTo(95_000);
  }

  @Test
  @Tag("long")
  void everyBehaviourOfTwoTermsAndTwoChangesKeepsTheInvariants() {
    var all = search("two terms, two changes, all behaviours", 2, 2, Integer.MAX_VALUE);

    assertThat(all.fault()).isEmpty();
    assertThat(all.depth()).isEqualTo(22);
    assertThat(all.states()).isGreaterThanOrEqualTo(800_000);
  }

  @Test
  @Tag("long")
  void everyBehaviourOfThreeTermsAndTwoChangesKeepsTheInvariantsToDepthTwelve() {
    var all = search("three terms, two changes", 3, 2, 12);

    assertThat(all.fault()).isEmpty();
    assertThat(all.states()).isGreaterThanOrEqualTo(2_000_000);
  }

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant("one vote is enough", Mutants.oneVoteIsEnough(), 1, 6),
        mutant("votes without comparing", Mutants.votesWithoutComparing(), 2, 7),
        mutant("counts over terms", Mutants.countsOverTerms(), 3, 10),
        mutant("accepts what is below its term", Mutants.acceptsWhatIsBelowItsTerm(), 3, 8),
        mutant("forgets its vote", Mutants.forgetsItsVote(), 1, 8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void withoutOneOfTheRulesTwoRegionsAreActive(
      String what, Rules<String> rules, int terms, int depth) {
    var found = search(what, rules, EnumSet.of(Invariant.ONE_VALUE_FOR_A_NUMBER), terms, 1, depth);

    assertThat(found.fault()).isPresent();
    assertThat(found.depth()).isEqualTo(depth);
  }

  static Stream<Arguments> forgetful() {
    return Stream.of(
        mutant("votes without comparing", Mutants.votesWithoutComparing(), 2, 7),
        mutant("does not propose again", Mutants.doesNotProposeAgain(), 2, 7),
        mutant("does not wait for its proposal", Mutants.doesNotWaitForItsProposal(), 1, 6));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgetful")
  void withoutOneOfTheRulesAChangeIsLost(String what, Rules<String> rules, int terms, int depth) {
    var found = search(what, rules, EnumSet.of(Invariant.NOTHING_IS_LOST), terms, 2, depth);

    assertThat(found.fault()).isPresent();
    assertThat(found.depth()).isEqualTo(depth);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of(Invariant.STORED_BY_A_MAJORITY, Mutants.countsOverTerms(), 2, 6),
        Arguments.of(Invariant.NOTHING_IS_TAKEN_BACK, Mutants.forgetsItsVote(), 1, 2),
        Arguments.of(Invariant.ONE_LEADER_IN_A_TERM, Mutants.forgetsItsVote(), 1, 4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void theOtherInvariantsCanBeBrokenToo(
      Invariant invariant, Rules<String> rules, int terms, int depth) {
    var found = search(invariant.name(), rules, EnumSet.of(invariant), terms, 1, depth);

    assertThat(found.fault()).isPresent();
    assertThat(found.depth()).isEqualTo(depth);
  }

  /** Why a region that lost its ballot must get it back before it starts. */
  @Test
  void aRegionThatStartsWithAnEmptyBallotAgainBreaksWhatWasAgreed() {
    var twice =
        new AgreementModel(
            new Rules<>(MEMBERS), EnumSet.of(Invariant.ONE_VALUE_FOR_A_NUMBER), 1, 1, true);

    var found = twice.search(9);

    assertThat(found.fault()).isPresent();
    assertThat(found.depth()).isEqualTo(8);
    System.out.printf(
        "Agreement, a wiped ballot: %,d states, depth %d, %s%n",
        found.states(), found.depth(), found.fault().orElseThrow());
  }

  private static Arguments mutant(String what, Rules<String> rules, int terms, int depth) {
    return Arguments.of(what, rules, terms, depth);
  }

  private static AgreementModel.Result search(String what, int terms, int changes, int depth) {
    return search(what, new Rules<>(MEMBERS), ALL, terms, changes, depth);
  }

  private static AgreementModel.Result search(
      String what,
      Rules<String> rules,
      Set<Invariant> invariants,
      int terms,
      int changes,
      int depth) {
    var result = new AgreementModel(rules, invariants, terms, changes).search(depth);
    System.out.printf(
        "Agreement, %s: %,d states, depth %d, %s%n",
        what, result.states(), result.depth(), result.fault().orElse("no fault"));
    return result;
  }
}
