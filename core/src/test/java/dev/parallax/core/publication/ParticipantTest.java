package dev.parallax.core.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.publication.Fact.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * P3 in a model of three regions: {@code a} coordinates, {@code b} publishes. Facts of each region
 * reach each other one in their order, at any time or, before the links heal, never; again after a
 * crash of the copying; and any region's time may run out at any moment.
 */
class ParticipantTest {
  private static final List<String> REGIONS = List.of("a", "b", "c");

  @Property(tries = 5_000)
  void noRegionUsesWhatAnotherHasNotStoredAndAllAgreeInTheEnd(@ForAll long seed) {
    run(new Random(seed), Participant::next);
  }

  @Test
  void theModelFindsACoordinatorThatDoesNotWaitForAll() {
    RegionModel.Rule hasty =
        (self, known, objection, late) ->
            self.next(known, objection, late)
                .or(
                    () ->
                        self.region().equals("a")
                                && known.has(Kind.STORED)
                                && !known.has(Kind.COMMIT)
                                && !known.has(Kind.ABORT)
                            ? Optional.of(Fact.of(Kind.COMMIT, "a"))
                            : Optional.empty());

    assertThatThrownBy(() -> runMany(hasty)).isInstanceOf(AssertionError.class);
  }

  @Test
  void theModelFindsAnOriginThatVotesAfterItsTimeout() {
    RegionModel.Rule tardy =
        (self, known, objection, late) ->
            self.next(known, objection, late && !self.region().equals("b"));

    assertThatThrownBy(() -> runMany(tardy)).isInstanceOf(AssertionError.class);
  }

  @Test
  void theModelFindsAnOriginThatVotesAfterItWasCancelled() {
    RegionModel.Rule deaf =
        (self, known, objection, late) -> {
          var facts = new TreeMap<>(known.facts());
          facts.remove(Kind.CANCEL);
          return self.next(new Agreement(facts), objection, late);
        };

    assertThatThrownBy(() -> runMany(deaf)).isInstanceOf(AssertionError.class);
  }

  @Test
  void whatWaitsForARegionIsAbortedWhenItIsCancelled() {
    var origin = new Participant("b", "b", "a", REGIONS);
    var known =
        Agreement.none()
            .with(Fact.of(Kind.PROPOSE, "b"))
            .with(Fact.of(Kind.STORED, "a"))
            .with(Fact.of(Kind.CANCEL, "b", "cancelled by you"));

    var refused = Fact.of(Kind.REFUSED, "b", "cancelled by you");
    assertThat(origin.next(known, Optional::empty, false)).contains(refused);
    assertThat(
            new Participant("a", "b", "a", REGIONS)
                .next(known.with(refused), Optional::empty, false))
        .contains(Fact.of(Kind.ABORT, "a", "b: cancelled by you"));
  }

  @Test
  void theOriginThatHasVotedIsNotStoppedByACancellation() {
    var origin = new Participant("b", "b", "a", REGIONS);
    var known =
        Agreement.none()
            .with(Fact.of(Kind.PROPOSE, "b"))
            .with(Fact.of(Kind.STORED, "a"))
            .with(Fact.of(Kind.STORED, "c"))
            .with(Fact.of(Kind.STORED, "b"))
            .with(Fact.of(Kind.CANCEL, "b", "cancelled by you"));

    assertThat(origin.next(known, Optional::empty, false)).isEmpty();
  }

  @Test
  void anotherRegionCannotCancelIt() {
    var origin = new Participant("b", "b", "a", REGIONS);
    var known =
        Agreement.none()
            .with(Fact.of(Kind.PROPOSE, "b"))
            .with(Fact.of(Kind.CANCEL, "a", "cancelled by you"));

    assertThat(origin.next(known, Optional::empty, false)).isEmpty();
  }

  @Test
  void allRegionsThereMeansCommitted() {
    var regions = regions(Participant::next, "");
    regions.get(1).propose();
    heal(regions);

    assertThat(regions).allMatch(region -> region.uses);
    assertThat(regions.get(0).known.isOver(REGIONS)).isTrue();
  }

  @Test
  void aRegionThatIsSilentIsNamedByTheOrigin() {
    var origin = new Participant("b", "b", "a", REGIONS);
    var known = Agreement.none().with(Fact.of(Kind.PROPOSE, "b")).with(Fact.of(Kind.STORED, "a"));

    assertThat(origin.next(known, Optional::empty, false)).isEmpty();
    assertThat(origin.next(known, Optional::empty, true))
        .contains(Fact.of(Kind.REFUSED, "b", "no answer of c within the timeout"));
  }

  @Test
  void anObjectionOfOneRegionAbortsIt() {
    var regions = regions(Participant::next, "c");
    regions.get(1).propose();
    heal(regions);

    assertThat(regions).noneMatch(region -> region.uses);
    assertThat(regions.get(1).known.isHopeless()).isTrue();
    assertThat(regions.get(1).known.reason()).contains("c: objects");
  }

  @Test
  void whetherARegionObjectsIsAskedOnlyUntilItVotes() {
    var region = new Participant("c", "b", "a", REGIONS);
    var proposed = Agreement.none().with(Fact.of(Kind.PROPOSE, "b"));
    var asked = new AtomicInteger();
    Supplier<Optional<String>> none =
        () -> {
          asked.incrementAndGet();
          return Optional.empty();
        };

    assertThat(region.next(proposed, none, false)).contains(Fact.of(Kind.STORED, "c"));
    assertThat(asked).hasValue(1);

    var voted = proposed.with(Fact.of(Kind.STORED, "c"));
    assertThat(region.next(voted, none, false)).isEmpty();
    assertThat(region.next(proposed.with(Fact.of(Kind.ABORT, "a")), none, false)).isEmpty();
    assertThat(asked).hasValue(1);
  }

  private static void runMany(RegionModel.Rule rule) {
    for (long seed = 0; seed < 5_000; seed++) {
      run(new Random(seed), rule);
    }
  }

  private static List<RegionModel> regions(RegionModel.Rule rule, String objecting) {
    return REGIONS.stream()
        .map(region -> new RegionModel(region, REGIONS, rule, region.equals(objecting)))
        .toList();
  }

  private static void run(Random random, RegionModel.Rule rule) {
    var regions = regions(rule, random.nextInt(6) == 0 ? "c" : "");
    var read = new int[REGIONS.size()][REGIONS.size()];
    var cut = random.nextInt(3) == 0 ? random.nextInt(REGIONS.size()) : -1;
    regions.get(1).propose();
    for (int step = 0; step < 60; step++) {
      var region = regions.get(random.nextInt(REGIONS.size()));
      switch (random.nextInt(5)) {
        case 0 -> region.step();
        case 1 -> {
          if (random.nextInt(8) == 0) {
            region.runOut();
          } else if (random.nextInt(20) == 0) {
            regions.get(1).cancel();
          }
        }
        default -> copy(random, regions, read, cut);
      }
      check(regions);
    }
    heal(regions);
    check(regions);
    checkEnd(regions);
  }

  /** The next fact of one region arrives at another; after a crash from an earlier one. */
  private static void copy(Random random, List<RegionModel> regions, int[][] read, int cut) {
    int from = random.nextInt(REGIONS.size());
    int to = random.nextInt(REGIONS.size());
    var said = regions.get(from).said;
    if (from == to || from == cut || to == cut) {
      return;
    }
    if (random.nextInt(10) == 0) {
      read[from][to] = 0;
    }
    if (read[from][to] < said.size()) {
      regions.get(to).hear(said.get(read[from][to]++));
    }
  }

  private static void heal(List<RegionModel> regions) {
    boolean more = true;
    while (more) {
      more = false;
      for (var region : regions) {
        for (var other : regions) {
          other.said.forEach(region::hear);
        }
        more |= region.step();
      }
    }
  }

  private static void check(List<RegionModel> regions) {
    var said = new ArrayList<Fact>();
    regions.forEach(region -> said.addAll(region.said));
    long decisions =
        said.stream().filter(f -> f.kind() == Kind.COMMIT || f.kind() == Kind.ABORT).count();
    assertThat(decisions).as("decisions").isLessThanOrEqualTo(1);
    if (regions.stream().anyMatch(region -> region.uses)) {
      assertThat(said.stream().filter(f -> f.kind() == Kind.STORED).map(Fact::region))
          .as("stored when one uses it")
          .containsExactlyInAnyOrderElementsOf(REGIONS);
    }
    var refused = said.stream().anyMatch(f -> f.kind() == Kind.REFUSED);
    var committed = said.stream().anyMatch(f -> f.kind() == Kind.COMMIT);
    assertThat(refused && committed).as("committed though one refused it").isFalse();
    var origin = regions.get(1);
    assertThat(origin.wasCancelledInTime() && committed)
        .as("committed though it was cancelled before the origin voted")
        .isFalse();
    assertThat(origin.late && !origin.wasStoredBeforeLate() && committed)
        .as("committed though the origin's time was over before it voted")
        .isFalse();
  }

  private static void checkEnd(List<RegionModel> regions) {
    assertThat(regions.stream().map(region -> region.uses).distinct()).hasSize(1);
    assertThat(regions)
        .allSatisfy(region -> assertThat(region.known).isEqualTo(regions.get(0).known));
    assertThat(regions.get(0).known.isOver(REGIONS)).isTrue();
  }
}
