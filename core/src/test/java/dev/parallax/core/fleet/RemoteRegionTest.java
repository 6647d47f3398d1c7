package dev.parallax.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** P7: of a region with another control plane only numbers are known. */
class RemoteRegionTest {
  private static final String EU = "eu-west-1";
  private static final Set<String> CLASSIFY = Set.of("classification");
  private static final Set<String> BOTH = Set.of("classification", "translation");

  @Test
  void countsItsAgentsByWhatTheyCanDo() {
    var fleet = Fleet.empty().with(remote(group(CLASSIFY, 3), group(BOTH, 2)));

    assertThat(fleet.connected(EU)).isEqualTo(9);
    assertThat(fleet.eligible(EU, CLASSIFY).count()).isEqualTo(5);
    assertThat(fleet.eligible(EU, Set.of("translation")).count()).isEqualTo(2);
    assertThat(fleet.eligible(EU, Set.of("vision")).count()).isZero();
    assertThat(fleet.eligible(EU, CLASSIFY).spare()).isEqualTo(5 * Agent.UNITS_PER_TASK);
  }

  @Test
  void givesAsManyDistinctAgentsAsThereAre() {
    var left =
        Fleet.empty().with(remote(group(CLASSIFY, 3), group(BOTH, 2))).eligible(EU, CLASSIFY);
    var chosen = new HashSet<String>();

    for (long seed = 1; left.count() > 0; seed++) {
      var agent = left.choose(seed).orElseThrow();
      assertThat(agent.region()).isEqualTo(EU);
      chosen.add(agent.id());
      left = left.without(agent);
    }

    assertThat(chosen).hasSize(5);
    assertThat(left.choose(1)).isEmpty();
  }

  /** Whoever says so: sums of such figures would be no numbers any more. */
  @Test
  void refusesFiguresThatNoRegionHas() {
    var max = RemoteRegion.MAX_AGENTS;
    var refused =
        List.<ThrowingCallable>of(
            () -> new RemoteRegion(EU, -1, List.of()),
            () -> new RemoteRegion(EU, max + 1, List.of()),
            () -> remote(group(CLASSIFY, max), group(BOTH, 1)),
            () -> group(CLASSIFY, Integer.MAX_VALUE),
            () -> group(CLASSIFY, -1),
            () -> new RemoteRegion.Group(CLASSIFY, 2, 1),
            () -> new RemoteRegion.Group(CLASSIFY, 1, Long.MAX_VALUE));

    assertThat(refused)
        .allSatisfy(made -> assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  void sumsTheLargestFigures() {
    long each = Integer.MAX_VALUE * Agent.UNITS_PER_TASK;
    int half = RemoteRegion.MAX_AGENTS / 2;
    var fleet =
        Fleet.empty()
            .with(
                remote(
                    new RemoteRegion.Group(CLASSIFY, half, half * each),
                    new RemoteRegion.Group(BOTH, half, half * each)));

    assertThat(fleet.eligible(EU, CLASSIFY).count()).isEqualTo(2 * half);
    assertThat(fleet.eligible(EU, CLASSIFY).spare()).isEqualTo(2L * half * each);
  }

  @Test
  void admitsAgainOnlyWhenThereIsMoreThanBefore() {
    var three = Fleet.empty().with(remote(group(CLASSIFY, 3)));
    long version = three.admissionVersion();

    assertThat(three.with(remote(group(CLASSIFY, 2))).admissionVersion()).isEqualTo(version);
    assertThat(three.with(remote(group(CLASSIFY, 4))).admissionVersion()).isGreaterThan(version);
    assertThat(three.with(remote(group(BOTH, 1))).admissionVersion()).isGreaterThan(version);
  }

  @Test
  void aRegionThatCanBeReachedAgainAdmits() {
    var silent = Fleet.empty().withUnreachable(Set.of(EU));

    assertThat(silent.unreachable()).containsExactly(EU);
    assertThat(silent.withUnreachable(Set.of()).admissionVersion())
        .isGreaterThan(silent.admissionVersion());
    assertThat(silent.withUnreachable(Set.of(EU, "ap-south-1")).admissionVersion())
        .isEqualTo(silent.admissionVersion());
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new RemoteRegion.Group(CLASSIFY, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RemoteRegion.Group(CLASSIFY, 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> remote(group(CLASSIFY, 1), group(CLASSIFY, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RemoteRegion(EU, -1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RemoteRegion remote(RemoteRegion.Group... groups) {
    return new RemoteRegion(EU, 9, List.of(groups));
  }

  private static RemoteRegion.Group group(Set<String> capabilities, int agents) {
    return new RemoteRegion.Group(capabilities, agents, agents * Agent.UNITS_PER_TASK);
  }
}
