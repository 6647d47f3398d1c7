package dev.parallax.core.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.failover.Command;
import dev.parallax.core.failover.Notice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Regions of two releases, of which the newer one writes what is agreed in another format (F8). */
class ReleasesTogetherTest {
  private final ThreePlanes planes = new ThreePlanes();
  private int orders;

  /** An order is obeyed, and every one of these regions tells it. */
  private void agree(List<String> regions) {
    var id = "c-" + ++orders;
    var kind = orders % 2 == 1 ? Command.Kind.DRAIN : Command.Kind.UNDRAIN;
    planes.order(
        regions.get(0), new Command(id, kind, Optional.of("ap"), Optional.empty(), false, "alice"));
    planes.pass(12_000);
    for (var region : regions) {
      assertThat(planes.in(region).told)
          .as("%s in %s", id, region)
          .last()
          .extracting(Notice::command, Notice::kind)
          .containsExactly(Optional.of(id), Notice.Kind.valueOf(kind.name()));
    }
  }

  private List<Integer> formats() {
    return ThreePlanes.IDS.stream().map(id -> planes.in(id).format()).toList();
  }

  @Test
  void regionsAgreeInTheOldFormatUntilTheLastIsReplacedAndThenInTheNewOne() {
    planes.pass(20_000);
    agree(ThreePlanes.IDS);
    for (var region : List.of("eu", "us")) {
      planes.in(region).replace(2);
      planes.pass(10_000);
      agree(ThreePlanes.IDS);
      assertThat(formats()).containsExactly(1, 1, 1);
      assertThat(planes.in("ap").standing().problem()).isEmpty();
    }

    planes.in("ap").replace(2);
    planes.pass(10_000);
    assertThat(formats()).containsExactly(2, 2, 2);
    agree(ThreePlanes.IDS);
    assertThat(planes.in("us").epoch()).isEqualTo(4);
  }

  @Test
  void aRegionThatCannotBeHeardKeepsTheOldFormat() {
    planes.pass(20_000);
    agree(ThreePlanes.IDS);
    planes.isolate("ap");
    planes.in("us").replace(2);
    planes.in("eu").replace(2);
    planes.pass(20_000);

    agree(List.of("us", "eu"));
    assertThat(planes.in("us").format()).isEqualTo(1);
    planes.heal();
    planes.pass(10_000);
    agree(ThreePlanes.IDS);
  }

  @Test
  void aLeaderThatHasNotHeardAllSinceItsStartGoesOnInTheFormatThatAllUnderstood() {
    ThreePlanes.IDS.forEach(id -> planes.in(id).replace(2));
    planes.pass(20_000);
    agree(ThreePlanes.IDS);
    planes.isolate("ap");
    planes.in("us").restart();
    planes.in("eu").restart();
    planes.pass(20_000);

    agree(List.of("us", "eu"));
    assertThat(planes.in("us").format()).isEqualTo(2);
  }

  @Test
  void aRegionThatWentBackTakesNoPartSaysSoAndLosesNothing() {
    ThreePlanes.IDS.forEach(id -> planes.in(id).replace(2));
    planes.pass(20_000);
    agree(ThreePlanes.IDS);
    var before = planes.in("ap").ballot();

    planes.in("ap").replace(1);
    planes.pass(20_000);
    agree(List.of("us", "eu"));
    assertThat(planes.in("ap").ballot()).isEqualTo(before);
    assertThat(planes.in("ap").epoch()).isEqualTo(1);
    assertThat(planes.in("ap").standing().problem())
        .contains(
            "region ap does not understand the others' state: its own ballot is in a newer format"
                + " than 1, which is the newest that this release understands; upgrade it");

    planes.in("ap").replace(2);
    planes.pass(10_000);
    agree(ThreePlanes.IDS);
    assertThat(planes.in("ap").standing().problem()).isEmpty();
  }

  /** The region took no part since the others began to write the new format. */
  private void goBackWithoutHavingHeardTheNewFormat() {
    planes.pass(20_000);
    agree(ThreePlanes.IDS);
    planes.cut("us", "ap");
    planes.cut("eu", "ap");
    ThreePlanes.IDS.forEach(id -> planes.in(id).replace(2));
    planes.pass(20_000);
    assertThat(planes.in("us").format()).isEqualTo(2);
    planes.in("ap").replace(1);
  }

  @Test
  void aRegionThatDoesNotUnderstandTheOthersTakesNoPartAndSaysSo() {
    goBackWithoutHavingHeardTheNewFormat();
    planes.heal();
    planes.cut("ap", "us");
    planes.cut("ap", "eu");
    planes.pass(20_000);
    agree(List.of("us", "eu"));

    assertThat(planes.in("ap").epoch()).isEqualTo(1);
    assertThat(planes.in("ap").format()).isEqualTo(1);
    assertThat(planes.in("ap").standing().majority()).isFalse();
    assertThat(planes.in("ap").standing().problem())
        .contains(
            "region ap does not understand the others' state: ballots of eu, us are in a newer"
                + " format than 1, which is the newest that this release understands; upgrade it");
  }

  @Test
  void regionsGoBackToTheOldFormatForOneThatUnderstandsNoOther() {
    goBackWithoutHavingHeardTheNewFormat();
    planes.heal();
    planes.pass(20_000);

    agree(ThreePlanes.IDS);
    assertThat(formats()).containsExactly(1, 1, 1);
    assertThat(planes.in("ap").standing().problem()).isEmpty();
  }
}
