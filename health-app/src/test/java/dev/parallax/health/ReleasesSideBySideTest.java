package dev.parallax.health;

import static dev.parallax.health.ThreeRegions.AP;
import static dev.parallax.health.ThreeRegions.EU;
import static dev.parallax.health.ThreeRegions.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.CommandKind;
import dev.parallax.events.FailoverBallot;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topologies of this release beside those of one that writes what is agreed otherwise (F8). */
class ReleasesSideBySideTest {
  private static final Duration SETTLED = Duration.ofSeconds(15);
  private static final Duration AGREED = Duration.ofSeconds(5);
  private static final String NEWER =
      "parallax_peer_records_ignored_total{reason=\"NEWER\",region=\"eu-west-1\"}";

  @TempDir Path directory;

  private static int format(ThreeRegions regions, String region) {
    var said = regions.in(region).decode(regions.ballot(region), FailoverBallot.class);
    return said.getCommitted().getFormat();
  }

  @Test
  void aMajorityOfTheNewReleaseAgreesWithTheOldOne() {
    try (var regions =
        new ThreeRegions(
            directory,
            region -> region.equals(AP) ? AgreedFormats.OF_THIS_RELEASE : LaterRelease.FORMATS)) {
      regions.pass(SETTLED);
      regions.order(AP, "c-1", CommandKind.DRAIN, EU, null);
      regions.pass(AGREED);

      for (var region : Events.REGIONS) {
        assertThat(regions.happened(region)).containsExactly("failover-1 DRAIN null");
        assertThat(format(regions, region)).isEqualTo(1);
        assertThat(regions.agreement(region).getAbstains()).isNull();
      }
    }
  }

  @Test
  void regionsThatAllHaveTheNewReleaseUseItsFormat() {
    try (var regions = new ThreeRegions(directory, any -> LaterRelease.FORMATS)) {
      regions.pass(SETTLED);
      regions.order(AP, "c-1", CommandKind.DRAIN, EU, null);
      regions.pass(AGREED);

      for (var region : Events.REGIONS) {
        assertThat(regions.happened(region)).containsExactly("failover-1 DRAIN null");
        assertThat(format(regions, region)).isEqualTo(2);
      }
    }
  }

  @Test
  void ballotsOfALaterReleaseAreIgnoredCountedAndShown() {
    byte[] later;
    var registry = new InMemorySchemaRegistry();
    try (var regions = new ThreeRegions(directory, any -> LaterRelease.FORMATS)) {
      regions.pass(SETTLED);
      later = regions.ballot(EU);
      var said = regions.in(EU).decode(later, FailoverBallot.class);
      later =
          new AvroCodecs(registry).encoder("parallax.ballots", FailoverBallot.class).encode(said);
    }
    try (var us = new HealthDriver(directory.resolve("old"), registry, Events.federated(US))) {
      us.putBytes(us.topics.copy(EU, us.topics.ballots()), EU, later);
      us.pass(Duration.ofSeconds(1));

      assertThat(us.metric("parallax_peer_records_ignored_total")).contains(NEWER + " 1.0");
      assertThat(us.region(US))
          .last()
          .satisfies(
              state ->
                  assertThat(state.getAgreement().getAbstains())
                      .contains(
                          "does not understand the others' state", EU + " are in a newer format"));
    }
  }
}
