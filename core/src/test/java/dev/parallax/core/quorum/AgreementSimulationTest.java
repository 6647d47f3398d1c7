package dev.parallax.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.quorum.SimulatedRegions.Cut;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Regions in simulated time: delays, cuts, crashes, and clocks that run 5% apart. The invariants
 * are checked at everything that is published (see {@link Ledger}); here it is asked whether
 * something is agreed in time.
 */
class AgreementSimulationTest {
  private static final List<String> THREE = List.of("a", "b", "c");
  private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");
  private static final int SEEDS = 16;
  private static final int FAULTS = 12;
  private static final long HEALED = 10_000;
  private static final long SPLIT = 15_000;

  @Test
  void afterAnyFaultsAllAgreeWithinTenSeconds() {
    afterAnyFaultsAllAgree(SEEDS);
  }

  @Test
  @Tag("long")
  void afterAnyFaultsOfManyAllAgreeWithinTenSeconds() {
    afterAnyFaultsAllAgree(50 * SEEDS);
  }

  private static void afterAnyFaultsAllAgree(int seeds) {
    long changes = 0;
    long simulated = 0;
    for (long seed = 0; seed < seeds; seed++) {
      var random = new Random(seed);
      var delays = new Delays(random);
      var regions = regions(seed % 4 == 3 ? FIVE : THREE, random, delays);
      for (int fault = 0; fault < FAULTS; fault++) {
        breakSomething(regions, random, delays);
        regions.run(random.nextInt(20_000));
        if (random.nextInt(3) == 0) {
          heal(regions, delays);
          agree(regions, "seed " + seed + ", fault " + fault);
        }
      }
      heal(regions, delays);
      agree(regions, "seed " + seed + ", at the end");
      changes += regions.ledger.highest();
      simulated += regions.now();
    }
    System.out.printf(
        "Simulation: %d seeds, %,d s, %,d changes agreed%n", seeds, simulated / 1_000, changes);
  }

  @Test
  void theMajorityOfASplitHasALeaderWithinFifteenSecondsAndTheRestAgreesToNothing() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var regions = regions(THREE, random, () -> 100);
      regions.run(10_000 + random.nextInt(3_000));
      var alone = THREE.get((int) (seed % 3));
      var majority = THREE.stream().filter(region -> !region.equals(alone)).toList();
      regions.cutOff(alone, random.nextBoolean() ? Cut.LOSES : Cut.HOLDS);
      var before = regions.at(alone).committed();
      long agreed = regions.ledger.highest();

      regions.run(SPLIT);

      assertThat(regions.haveLeader(majority)).as("seed %d", seed).isTrue();
      assertThat(regions.ledger.highest()).as("seed %d", seed).isGreaterThan(agreed);
      regions.run(10_000);
      assertThat(regions.at(alone).committed()).as("seed %d", seed).isEqualTo(before);
      assertThat(regions.at(alone).leader(regions.clock(alone))).as("seed %d", seed).isEmpty();
      assertThat(regions.mostLeading()).as("leaders at a time, seed %d", seed).isEqualTo(1);
      regions.heal();
      agree(regions, "seed " + seed);
    }
  }

  @Test
  void aLinkThatIsCutOneWayOrBothStopsNothing() {
    for (int which = 0; which < 9; which++) {
      var regions = regions(THREE, new Random(which), () -> 100);
      var from = THREE.get(which % 3);
      var to = THREE.get((which + 1) % 3);
      regions.run(10_000);
      if (which < 6) {
        regions.cut(from, to, Cut.LOSES);
      }
      if (which >= 3) {
        regions.cut(to, from, Cut.LOSES);
      }
      for (int quarter = 0; quarter < 4; quarter++) {
        long agreed = regions.ledger.highest();
        regions.run(SPLIT);
        assertThat(regions.ledger.highest()).as("cut %d", which).isGreaterThan(agreed);
      }
    }
  }

  private static SimulatedRegions regions(List<String> names, Random random, LongSupplier delays) {
    var regions = new SimulatedRegions(names, delays);
    for (var region : names) {
      regions.clockRuns(region, 0.975 + 0.025 * random.nextInt(3));
    }
    return regions;
  }

  private static void breakSomething(SimulatedRegions regions, Random random, Delays delays) {
    var all = regions.members.regions();
    var one = all.get(random.nextInt(all.size()));
    var other = all.get((all.indexOf(one) + random.nextInt(1, all.size())) % all.size());
    var how = random.nextBoolean() ? Cut.LOSES : Cut.HOLDS;
    switch (random.nextInt(7)) {
      case 0 -> regions.cut(one, other, how);
      case 1 -> {
        regions.cut(one, other, how);
        regions.cut(other, one, how);
      }
      case 2 -> regions.cutOff(one, how);
      case 3 -> regions.crash(one);
      case 4 -> all.forEach(regions::start);
      case 5 -> delays.most = 2_000;
      default -> regions.heal();
    }
  }

  private static void heal(SimulatedRegions regions, Delays delays) {
    delays.most = 100;
    regions.heal();
    regions.members.regions().stream()
        .filter(region -> !regions.isUp(region))
        .forEach(regions::start);
  }

  private static void agree(SimulatedRegions regions, String when) {
    long agreed = regions.ledger.highest();
    regions.run(HEALED - 1_000);
    regions.propose(false);
    regions.run(1_000);
    regions.propose(true);
    assertThat(regions.haveLeader(regions.members.regions())).as("one leader, %s", when).isTrue();
    assertThat(regions.ledger.highest()).as("changes, %s", when).isGreaterThan(agreed);
    assertThat(regions.committedNumbers())
        .as("committed everywhere, %s", when)
        .containsExactly(regions.ledger.highest());
  }

  /** Between 10 ms and the most, so that what is sent later may arrive first. */
  private static final class Delays implements LongSupplier {
    private final Random random;
    private int most = 300;

    Delays(Random random) {
      this.random = random;
    }

    @Override
    public long getAsLong() {
      return random.nextInt(10, most + 1);
    }
  }
}
