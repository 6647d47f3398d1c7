package dev.parallax.core.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.failover.Command;
import dev.parallax.core.failover.Notice;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of three regions, whatever is cut, crashes and is ordered. */
class FederatedRegionsPropertyTest {
  private enum What {
    CUT,
    HEAL,
    STOP,
    START,
    RESTART,
    FAILOVER,
    DRAIN,
    UNDRAIN
  }

  /**
   * Something that happens.
   *
   * @param seconds that pass after it
   */
  record Happening(What what, String one, String other, int seconds) {}

  @Provide
  Arbitrary<List<Happening>> happenings() {
    var region = Arbitraries.of(ThreePlanes.IDS);
    return Combinators.combine(
            Arbitraries.of(What.class), region, region, Arbitraries.integers().between(1, 40))
        .as(Happening::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(25);
  }

  @Property(tries = 25)
  void oneActiveRegionPerEpochAndOneHistoryEverywhere(
      @ForAll("happenings") List<Happening> happenings) {
    var planes = new ThreePlanes();
    planes.pass(10_000);
    for (int i = 0; i < happenings.size(); i++) {
      happen(happenings.get(i), "c-" + i, planes);
    }
    planes.heal();
    ThreePlanes.IDS.forEach(id -> planes.in(id).down = false);
    planes.pass(20_000);

    assertOneActivePerEpoch(planes);
    assertEpochsNeverFall(planes);
    assertNoticesAreToldOnceAndTheSame(planes);
    assertAllAgree(planes);
  }

  private static void happen(Happening happening, String id, ThreePlanes planes) {
    switch (happening.what()) {
      case CUT -> planes.cut(happening.one(), happening.other());
      case HEAL -> planes.heal();
      case STOP -> planes.in(happening.one()).down = true;
      case START -> planes.in(happening.one()).down = false;
      case RESTART -> planes.in(happening.one()).restart();
      case FAILOVER -> planes.order(happening.one(), command(id, happening));
      case DRAIN -> planes.order(happening.one(), command(id, happening));
      case UNDRAIN -> planes.order(happening.one(), command(id, happening));
    }
    planes.pass(happening.seconds() * 1_000L);
  }

  private static Command command(String id, Happening happening) {
    var kind = Command.Kind.valueOf(happening.what().name());
    var other = Optional.of(happening.other());
    return kind == Command.Kind.FAILOVER
        ? new Command(id, kind, Optional.empty(), other, false, "al")
        : new Command(id, kind, other, Optional.empty(), false, "al");
  }

  private static void assertOneActivePerEpoch(ThreePlanes planes) {
    var active = new HashMap<Long, String>();
    for (var id : ThreePlanes.IDS) {
      for (var moment : planes.in(id).history) {
        assertThat(active.computeIfAbsent(moment.epoch(), any -> moment.active()))
            .as("active region of epoch %s in %s", moment.epoch(), id)
            .isEqualTo(moment.active());
      }
    }
  }

  private static void assertEpochsNeverFall(ThreePlanes planes) {
    for (var id : ThreePlanes.IDS) {
      var epochs = planes.in(id).history.stream().map(ThreePlanes.Moment::epoch).toList();
      assertThat(epochs).isSorted();
    }
  }

  private static void assertNoticesAreToldOnceAndTheSame(ThreePlanes planes) {
    var known = new HashMap<String, Notice>();
    for (var id : ThreePlanes.IDS) {
      var told = planes.in(id).told;
      assertThat(told).extracting(Notice::id).doesNotHaveDuplicates();
      for (var notice : told) {
        assertThat(known.computeIfAbsent(notice.id(), any -> notice)).isEqualTo(notice);
      }
    }
  }

  private static void assertAllAgree(ThreePlanes planes) {
    assertThat(ThreePlanes.IDS)
        .extracting(id -> planes.in(id).epoch() + " " + planes.in(id).active())
        .containsOnly(planes.in("us").epoch() + " " + planes.in("us").active());
    assertThat(ThreePlanes.IDS)
        .allSatisfy(id -> assertThat(planes.in(id).standing().majority()).isTrue());
  }
}
