package dev.parallax.health;

import static dev.parallax.health.ThreeRegions.AP;
import static dev.parallax.health.ThreeRegions.EU;
import static dev.parallax.health.ThreeRegions.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.CommandKind;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F4 to F6 where each region has a control plane of its own. */
class CommandsTogetherTest {
  @TempDir Path directory;
  private ThreeRegions regions;

  @BeforeEach
  void start() {
    regions = new ThreeRegions(directory);
    regions.pass(Duration.ofSeconds(15));
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void aCommandIsObeyedOnceWhereverItIsGivenAndEveryRegionTellsIt() {
    assertThat(regions.agreement(AP).getLeader()).isEqualTo(US);
    regions.order(AP, "c-1", CommandKind.FAILOVER, null, EU);
    regions.pass(Duration.ofSeconds(5));
    regions.order(US, "c-2", CommandKind.DRAIN, AP, null);
    regions.pass(Duration.ofSeconds(5));

    for (var region : Events.REGIONS) {
      assertThat(regions.active(region)).isEqualTo("eu-west-1 2");
      assertThat(regions.happened(region))
          .containsExactly("failover-1 FAILOVER eu-west-1", "failover-2 DRAIN null");
      assertThat(regions.failovers(region))
          .extracting(FailoverEvent::getCommand)
          .containsExactly("c-1", "c-2");
    }
  }

  @Test
  void theSameCommandAgainIsNoSecondOne() {
    regions.order(EU, "c-1", CommandKind.DRAIN, AP, null);
    regions.pass(Duration.ofSeconds(5));
    regions.order(EU, "c-1", CommandKind.DRAIN, AP, null);
    regions.pass(Duration.ofSeconds(70));

    assertThat(regions.happened(US)).containsExactly("failover-1 DRAIN null");
    assertThat(regions.happened(EU)).containsExactly("failover-1 DRAIN null");
  }

  @Test
  void aCommandOfARegionThatIsCutOffIsRefusedThereAndNotObeyedLater() {
    regions.isolate(AP);
    regions.pass(Duration.ofSeconds(5));
    regions.order(AP, "c-1", CommandKind.FAILOVER, null, EU);
    regions.pass(Duration.ofSeconds(59));
    assertThat(regions.happened(AP)).isEmpty();
    regions.pass(Duration.ofSeconds(2));

    assertThat(regions.failovers(AP))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.getKind()).isEqualTo(FailoverKind.REFUSED);
              assertThat(refused.getCommand()).isEqualTo("c-1");
              assertThat(refused.getEpoch()).isZero();
              assertThat(refused.getCause())
                  .isEqualTo(
                      "no majority of regions: ap-south-1 saw ap-south-1 of us-east-1, eu-west-1,"
                          + " ap-south-1 for 60 s (F8); order again when they see each other");
            });

    regions.heal();
    regions.pass(Duration.ofSeconds(30));
    assertThat(regions.active(US)).isEqualTo("us-east-1 0");
    assertThat(regions.happened(US)).isEmpty();

    regions.order(AP, "c-2", CommandKind.FAILOVER, null, EU);
    regions.pass(Duration.ofSeconds(5));
    assertThat(regions.active(US)).isEqualTo("eu-west-1 1");
  }

  @Test
  void aCommandThatWaitsIsObeyedWhenTheRegionsSeeEachOtherInTime() {
    regions.isolate(AP);
    regions.pass(Duration.ofSeconds(5));
    regions.order(AP, "c-1", CommandKind.FAILOVER, null, EU);
    regions.pass(Duration.ofSeconds(20));
    regions.heal();
    regions.pass(Duration.ofSeconds(10));

    for (var region : Events.REGIONS) {
      assertThat(regions.active(region)).isEqualTo("eu-west-1 1");
    }
  }
}
