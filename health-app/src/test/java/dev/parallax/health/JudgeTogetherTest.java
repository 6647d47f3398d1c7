package dev.parallax.health;

import static dev.parallax.health.ThreeRegions.AP;
import static dev.parallax.health.ThreeRegions.EU;
import static dev.parallax.health.ThreeRegions.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F8, by three topologies and the links between them. */
class JudgeTogetherTest {
  private static final Duration SETTLED = Duration.ofSeconds(15);
  private static final Duration VERDICT = Duration.ofSeconds(45);
  private static final Duration AFTER_HEALING = Duration.ofSeconds(10);

  @TempDir Path directory;
  private ThreeRegions regions;

  @BeforeEach
  void start() {
    regions = new ThreeRegions(directory);
    regions.pass(SETTLED);
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void everyRegionKnowsTheSameLeaderAndSeesAll() {
    for (var region : Events.REGIONS) {
      assertThat(regions.agreement(region))
          .satisfies(
              agreement -> {
                assertThat(agreement.getLeader()).isEqualTo(US);
                assertThat(agreement.getMajority()).isTrue();
                assertThat(agreement.getSees()).containsExactly(US, EU, AP);
              });
      assertThat(regions.active(region)).isEqualTo("us-east-1 0");
      assertThat(regions.happened(region)).isEmpty();
      assertThat(regions.in(region).metric("parallax_quorum"))
          .containsExactly("parallax_quorum{region=\"" + region + "\"} 1.0");
    }
    assertThat(regions.state(US, EU).getAgreement()).isNull();
  }

  @Test
  void everyRegionIsWellByAllThreeAndItsAgentsAreKnownEverywhere() {
    for (var in : Events.REGIONS) {
      for (var of : Events.REGIONS) {
        assertThat(regions.state(in, of))
            .satisfies(
                state -> {
                  assertThat(state.getHealth()).isEqualTo(Health.HEALTHY);
                  assertThat(state.getCause()).isEqualTo("up for 3 observers");
                  assertThat(state.getAgentsConnected()).isEqualTo(1);
                });
      }
    }
  }

  @Test
  void twoRegionsAgreeToLeaveTheThirdThatIsGone() {
    regions.stop(US);
    regions.pass(VERDICT);

    for (var region : List.of(EU, AP)) {
      assertThat(regions.state(region, US).getHealth()).isEqualTo(Health.UNHEALTHY);
      assertThat(regions.active(region)).isEqualTo("eu-west-1 1");
      assertThat(regions.happened(region)).containsExactly("failover-1 FAILOVER eu-west-1");
      assertThat(regions.agreement(region).getLeader()).isEqualTo(EU);
    }

    regions.start(US);
    regions.pass(AFTER_HEALING);
    assertThat(regions.active(US)).isEqualTo("eu-west-1 1");
    assertThat(regions.happened(US)).containsExactly("failover-1 FAILOVER eu-west-1");
    assertThat(regions.happened(EU)).hasSize(1);
  }

  @Test
  void aRegionThatIsCutOffChangesNothingAndSaysSo() {
    regions.isolate(AP);
    regions.pass(VERDICT);

    assertThat(regions.happened(AP)).isEmpty();
    assertThat(regions.active(AP)).isEqualTo("us-east-1 0");
    assertThat(regions.state(AP, US).getHealth()).isEqualTo(Health.DEGRADED);
    assertThat(regions.agreement(AP).getMajority()).isFalse();
    assertThat(regions.agreement(AP).getSees()).containsExactly(AP);
    assertThat(regions.in(AP).metric("parallax_quorum"))
        .containsExactly("parallax_quorum{region=\"ap-south-1\"} 0.0");
    assertThat(regions.state(US, AP).getHealth()).isEqualTo(Health.UNHEALTHY);
    assertThat(regions.happened(US)).isEmpty();
  }

  @Test
  void theActiveRegionThatIsCutOffIsLeftByTheOthersAndLearnsOfItAfterHealing() {
    regions.isolate(US);
    regions.pass(VERDICT);

    assertThat(regions.active(EU)).isEqualTo("eu-west-1 1");
    assertThat(regions.active(AP)).isEqualTo("eu-west-1 1");
    assertThat(regions.active(US)).isEqualTo("us-east-1 0");
    assertThat(regions.happened(US)).isEmpty();

    regions.heal();
    regions.pass(AFTER_HEALING);
    assertThat(regions.active(US)).isEqualTo("eu-west-1 1");
    assertThat(regions.agreement(US).getMajority()).isTrue();
    for (var region : Events.REGIONS) {
      assertThat(regions.happened(region)).containsExactly("failover-1 FAILOVER eu-west-1");
    }
  }

  @Test
  void twoRegionsThatDoNotSeeEachOtherMoveNothingWhileBothSeeTheThird() {
    regions.cut(US, EU);
    regions.pass(VERDICT);

    assertThat(regions.state(EU, US).getHealth()).isEqualTo(Health.DEGRADED);
    assertThat(regions.state(AP, US).getHealth()).isEqualTo(Health.DEGRADED);
    for (var region : Events.REGIONS) {
      assertThat(regions.active(region)).isEqualTo("us-east-1 0");
      assertThat(regions.happened(region)).isEmpty();
      assertThat(regions.agreement(region).getMajority()).isTrue();
    }
  }

  @Test
  void aRegionThatIsHeardButHearsNobodyChangesNothing() {
    regions.cutOneWay(US, EU);
    regions.cutOneWay(AP, EU);
    regions.pass(VERDICT);

    assertThat(regions.happened(EU)).isEmpty();
    assertThat(regions.agreement(EU).getMajority()).isFalse();
    assertThat(regions.agreement(US).getMajority()).isTrue();

    regions.heal();
    regions.pass(AFTER_HEALING);
    for (var region : Events.REGIONS) {
      assertThat(regions.active(region)).isEqualTo("us-east-1 0");
      assertThat(regions.agreement(region).getLeader()).isEqualTo(US);
    }
  }
}
