package dev.parallax.core.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.failover.Command;
import dev.parallax.core.failover.Notice;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F8 by example; what topologies add to it is tested with them. */
class FederatedRegionsTest {
  private final ThreePlanes planes = new ThreePlanes();

  private static Command drain(String id, String region) {
    return new Command(
        id, Command.Kind.DRAIN, Optional.of(region), Optional.empty(), false, "alice");
  }

  private static Command undrain(String id, String region) {
    return new Command(
        id, Command.Kind.UNDRAIN, Optional.of(region), Optional.empty(), false, "alice");
  }

  @Test
  void anotherRegionLeadsWhenTheLeaderIsGoneAndWorkMovesAndComesBack() {
    planes.pass(20_000);
    assertThat(planes.in("eu").standing().leader()).contains("us");

    planes.in("us").down = true;
    planes.pass(45_000);
    assertThat(planes.in("ap").standing().leader()).contains("eu");
    assertThat(planes.in("eu").active()).isEqualTo("eu");
    assertThat(planes.in("ap").active()).isEqualTo("eu");

    planes.in("us").down = false;
    planes.in("us").restart();
    planes.pass(150_000);
    for (var id : ThreePlanes.IDS) {
      assertThat(planes.in(id).active()).isEqualTo("us");
      assertThat(planes.in(id).told)
          .extracting(Notice::kind)
          .containsExactly(Notice.Kind.FAILOVER, Notice.Kind.FAILBACK);
    }
  }

  @Test
  void aRegionThatMissedTooMuchTellsTheNewestAndHowManyAreLost() {
    planes.pass(20_000);
    planes.isolate("ap");
    for (int i = 0; i < 15; i++) {
      planes.order("us", drain("d-" + i, "eu"));
      planes.pass(1_000);
      planes.order("us", undrain("u-" + i, "eu"));
      planes.pass(1_000);
    }
    int missed = planes.in("us").told.size();
    assertThat(missed).isGreaterThan(Agreed.KEPT);
    assertThat(planes.in("ap").told).isEmpty();

    planes.heal();
    planes.pass(10_000);
    var all = planes.in("us").told;
    assertThat(planes.in("ap").told)
        .hasSizeGreaterThanOrEqualTo(Agreed.KEPT)
        .isEqualTo(all.subList(all.size() - planes.in("ap").told.size(), all.size()));
    assertThat(planes.in("ap").lost).isEqualTo(missed - planes.in("ap").told.size());
    assertThat(planes.in("us").lost).isZero();
  }

  @Test
  void aCommandThatWaitsOutlivesARestartAndTellsOnce() {
    planes.pass(20_000);
    planes.isolate("ap");
    planes.pass(10_000);
    planes.order("ap", drain("c-1", "eu"));
    planes.pass(10_000);
    planes.in("ap").restart();
    planes.pass(10_000);
    assertThat(planes.in("ap").told).isEmpty();

    planes.heal();
    planes.pass(15_000);
    planes.in("ap").restart();
    planes.pass(15_000);
    for (var id : ThreePlanes.IDS) {
      assertThat(planes.in(id).told)
          .extracting(notice -> notice.command().orElse(""))
          .containsExactly("c-1");
    }
  }

  @Test
  void whatWasRefusedIsNotObeyedThoughItsRecordCrossesLater() {
    planes.pass(20_000);
    planes.isolate("ap");
    planes.pass(10_000);
    planes.order("ap", drain("c-1", "eu"));
    planes.pass(61_000);
    assertThat(planes.in("ap").told).extracting(Notice::kind).containsExactly(Notice.Kind.REFUSED);

    planes.heal();
    planes.pass(90_000);
    assertThat(planes.in("us").epoch()).isZero();
    planes.order("ap", drain("c-1", "eu"));
    planes.pass(10_000);
    assertThat(planes.in("us").epoch()).as("the same command, read again").isZero();
  }

  @Test
  void anOrderThatDoesNotReachTheLeaderIsNotRefusedForWantOfAMajority() {
    planes.pass(20_000);
    planes.cut("ap", "us");
    planes.cut("us", "ap");
    planes.pass(10_000);
    assertThat(planes.in("ap").standing().majority()).isTrue();

    planes.order("ap", drain("c-1", "eu"));
    planes.pass(61_000);

    assertThat(planes.in("ap").told)
        .extracting(Notice::cause)
        .containsExactly(
            "no region that leads obeyed it: ap saw eu, ap of us, eu, ap for 60 s (F8); order where"
                + " another region is asked, or again when all see each other");
    assertThat(planes.in("us").epoch()).isZero();
  }

  @Test
  void aRegionWithoutAgentsByItsOwnWordIsNoTarget() {
    planes.agents("eu", 0);
    planes.pass(20_000);

    planes.in("us").down = true;
    planes.pass(45_000);
    assertThat(planes.in("eu").active()).isEqualTo("ap");
  }

  @Test
  void saysWhomItSeesWhenThatIsNoMajority() {
    planes.pass(20_000);
    planes.isolate("us");
    planes.pass(5_000);

    assertThat(planes.in("us").standing().problem())
        .contains(
            "no majority: region us sees only us of us, eu, ap; the failover state does not"
                + " change");
    assertThat(planes.in("eu").standing().problem()).isEmpty();
  }
}
