package dev.parallax.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.quorum.SimulatedRegions.Cut;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantTest {
  private static final Members MEMBERS = new Members(List.of("a", "b", "c"));
  private static final long LEASE = Times.DEFAULT.lease();

  private final SimulatedRegions regions = new SimulatedRegions(MEMBERS.regions(), () -> 100);

  @Test
  void theFirstInOrderLeadsAfterALease() {
    regions.run(LEASE + 1_500);

    assertThat(regions.haveLeader(MEMBERS.regions())).isTrue();
    assertThat(regions.at("c").leader(regions.clock("c"))).contains("a");
  }

  @Test
  void whatTheLeaderProposesIsCommittedEverywhere() {
    regions.propose(false);
    regions.run(LEASE + 1_500);

    assertThat(regions.ready()).containsExactly("a");
    assertThat(regions.at("b").propose("x", regions.clock("b"))).isFalse();
    regions.propose(true);
    regions.run(SimulatedRegions.PROPOSAL);
    assertThat(regions.ready()).as("waits until its proposal is agreed").isEmpty();
    regions.propose(false);
    regions.run(1_000);

    assertThat(regions.committedNumbers()).containsExactly(1L);
    assertThat(regions.at("c").committed()).contains(new Proposal<>(1, 1, "a"));
    assertThat(regions.ready()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  void aRegionThatIsCutOffRaisesNoTermAndAgreesToNothing(String alone) {
    regions.run(10_000);
    long term = regions.at(alone).ballot().term();
    regions.cutOff(alone, Cut.LOSES);
    var before = regions.at(alone).committed();

    regions.run(60_000);

    assertThat(regions.at(alone).inContact(regions.clock(alone))).isFalse();
    assertThat(regions.at(alone).ballot().term()).isEqualTo(term);
    assertThat(regions.at(alone).committed()).isEqualTo(before);
    assertThat(regions.ledger.highest()).isGreaterThan(before.orElseThrow().number());
  }

  @Test
  void aLeaderThatIsCutOffStopsBeforeAnotherLeads() {
    regions.run(10_000);
    regions.cutOff("a", Cut.LOSES);

    while (!regions.leading().contains("b")) {
      regions.run(SimulatedRegions.TICK);
      assertThat(regions.leading()).hasSizeLessThan(2);
      assertThat(regions.now()).isLessThan(25_000);
    }

    assertThat(regions.at("a").leader(regions.clock("a"))).isEmpty();
    assertThat(regions.at("a").propose("x", regions.clock("a"))).isFalse();
  }

  @Test
  void aTermThatWasRaisedAloneComesBackIn() {
    regions.run(10_000);
    regions.cut("a", "c", Cut.LOSES);
    regions.cut("c", "a", Cut.LOSES);
    regions.cut("c", "b", Cut.LOSES);
    regions.run(60_000);
    long raised = regions.at("c").ballot().term();
    assertThat(raised).isGreaterThan(regions.at("a").ballot().term() + 3);
    assertThat(regions.haveLeader(List.of("a", "b"))).isTrue();

    regions.heal();
    regions.run(3_000);

    assertThat(regions.haveLeader(MEMBERS.regions())).isTrue();
    assertThat(regions.at("c").leader(regions.clock("c"))).contains("a");
    assertThat(regions.at("a").ballot().term()).isGreaterThan(raised);
  }

  @Test
  void votesOnceInATermAlsoAfterACrash() {
    var b = participant("b");
    assertThat(b.hear(candidacy("a", 1), 0)).isTrue();
    assertThat(b.ballot().leader()).contains("a");

    var restarted = new Participant<>(MEMBERS, Times.DEFAULT, b.ballot(), LEASE * 2);
    restarted.hear(candidacy("c", 1), LEASE * 2);

    assertThat(restarted.ballot().leader()).contains("a");
  }

  @Test
  void hasNoVoteForACandidateThatAcceptedLess() {
    var b = participant("b");
    b.hear(candidacy("a", 1).accepting(new Proposal<>(1, 1, "a")), 0);

    b.hear(candidacy("c", 2), LEASE * 2);

    assertThat(b.ballot().term()).isEqualTo(2);
    assertThat(b.ballot().leader()).isEmpty();
  }

  @Test
  void ignoresAHigherTermWhileItHearsALeader() {
    var b = participant("b");
    b.hear(candidacy("a", 1), 0);

    b.hear(candidacy("c", 7), LEASE - 1);
    assertThat(b.ballot().term()).isEqualTo(1);

    b.tick(LEASE);
    assertThat(b.ballot().term()).isEqualTo(7);
    assertThat(b.ballot().leader()).contains("c");
  }

  @Test
  void proposesAgainWhatItAcceptedOfAnEarlierLeader() {
    var b = participant("b");
    b.hear(candidacy("a", 1).accepting(new Proposal<>(1, 1, "a")), 0);
    long later = campaign(b);
    b.hear(vote("c", b.ballot(), 3), later);

    assertThat(b.ballot().accepted()).contains(new Proposal<>(2, 1, "a"));
    assertThat(b.isLeader(later)).as("not before that is committed in its term").isFalse();
    assertThat(b.propose("ab", later)).isFalse();

    b.hear(vote("c", b.ballot(), 4).accepting(new Proposal<>(2, 1, "a")), later + 1);

    assertThat(b.committed()).contains(new Proposal<>(2, 1, "a"));
    assertThat(b.isLeader(later + 1)).isTrue();
  }

  @Test
  void aNewLeaderSaysSoAtOnce() {
    var b = participant("b");
    long later = campaign(b);

    assertThat(b.hear(vote("c", b.ballot(), 3), later)).isTrue();

    assertThat(b.ballot().heard()).contains(new Heard("b", b.ballot().beat()));
    assertThat(b.leader(later)).contains("b");
    assertThat(b.isLeader(later)).isTrue();
  }

  @Test
  void aLeaderIsHeardByASecondBeatOfTheTermOfTheRegion() {
    var voted = Ballot.<String>none("b").inTerm(1).voting("c");
    var b = new Participant<>(MEMBERS, Times.DEFAULT, voted, 0);
    b.hear(leading("a", 1, 5), 0);
    assertThat(b.leader(0)).as("the first may be of any age").isEmpty();

    b.hear(leading("a", 1, 6), 10);
    assertThat(b.leader(10)).contains("a");

    b.hear(leading("c", 4, 1).accepting(new Proposal<>(4, 1, "c")), 20);
    assertThat(b.ballot().term()).as("accepted although a is heard").isEqualTo(4);
    assertThat(b.leader(20)).isEmpty();
    b.hear(leading("a", 1, 7), 30);
    assertThat(b.leader(30)).as("a leads an earlier term, and it votes").contains("c");
  }

  @Test
  void oldAndRepeatedBallotsShowNoLife() {
    var b = participant("b");
    var first = Ballot.<String>none("a").stamped(5, Optional.empty());
    b.hear(first, 0);
    assertThat(b.peersHeard(0)).as("the first may be of any age").isEmpty();

    b.hear(first.stamped(6, Optional.empty()), 100);
    assertThat(b.peersHeard(100)).containsExactly("a");
    b.hear(first.stamped(6, Optional.empty()), 2_000);
    b.hear(first, 2_000);

    assertThat(b.peersHeard(100 + Times.DEFAULT.freshness())).isEmpty();
  }

  @Test
  void aRegionWhoseStateWasLostIsHeardOnceItsOldBallotIsStale() {
    var b = participant("b");
    b.hear(Ballot.<String>none("a").stamped(50, Optional.empty()), 0);
    b.hear(Ballot.<String>none("a").stamped(51, Optional.empty()), 1);

    b.hear(Ballot.<String>none("a").stamped(1, Optional.empty()), 5_000);

    assertThat(b.peersHeard(5_000)).containsExactly("a");
  }

  @Test
  void aLeaseEndsAlsoIfTheClockIsSetBack() {
    long start = 3_600_000;
    var b = new Participant<>(MEMBERS, Times.DEFAULT, Ballot.<String>none("b"), start);
    b.hear(candidacy("a", 1), start);
    b.tick(0);

    assertThat(b.leader(LEASE - 1)).contains("a");
    assertThat(b.leader(LEASE)).isEmpty();
  }

  @Test
  void aSingleRegionAgreesWithItself() {
    var alone = new SimulatedRegions(List.of("a"), () -> 100);

    alone.run(LEASE + 200);

    assertThat(alone.ledger.highest()).isPositive();
  }

  @Test
  void publishesAtEveryRefreshAndNotMore() {
    var a = participant("a");
    int published = 0;
    for (long now = 0; now < 4_000; now += 100) {
      published += a.tick(now) ? 1 : 0;
    }
    assertThat(published).isEqualTo(4);
    assertThat(a.ballot().beat()).isEqualTo(4);
  }

  @Test
  void ballotsOfStrangersAndItsOwnHaveNoEffect() {
    var b = participant("b");

    assertThat(b.hear(candidacy("x", 9), 0)).isFalse();
    assertThat(b.hear(candidacy("b", 9), 0)).isFalse();
    assertThat(b.ballot()).isEqualTo(Ballot.none("b"));
    assertThatThrownBy(() -> participant("x")).hasMessageContaining("x is none of the regions");
  }

  /** Makes b campaign: it has contact and hears no leader. */
  private static long campaign(Participant<String> b) {
    long now = LEASE * 3;
    for (long beat = 1; beat < 3; beat++) {
      b.hear(Ballot.<String>none("c").stamped(beat, Optional.empty()), now);
      b.tick(now);
      now += Times.DEFAULT.stagger();
    }
    b.tick(now);
    assertThat(b.ballot().isCandidacy()).isTrue();
    return now;
  }

  private static Participant<String> participant(String region) {
    return new Participant<>(MEMBERS, Times.DEFAULT, Ballot.none(region), 0);
  }

  private static Ballot<String> candidacy(String region, long term) {
    return Ballot.<String>none(region).inTerm(term).voting(region).stamped(term, Optional.empty());
  }

  private static Ballot<String> leading(String region, long term, long beat) {
    return candidacy(region, term).stamped(beat, Optional.of(new Heard(region, beat)));
  }

  private static Ballot<String> vote(String region, Ballot<String> candidate, long beat) {
    return Ballot.<String>none(region)
        .inTerm(candidate.term())
        .voting(candidate.region())
        .stamped(beat, Optional.of(new Heard(candidate.region(), candidate.beat())));
  }
}
