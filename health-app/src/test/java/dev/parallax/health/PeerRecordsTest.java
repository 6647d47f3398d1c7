package dev.parallax.health;

import static dev.parallax.health.ThreeRegions.AP;
import static dev.parallax.health.ThreeRegions.EU;
import static dev.parallax.health.ThreeRegions.US;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Peer;
import dev.parallax.events.CapabilityCount;
import dev.parallax.events.Health;
import dev.parallax.events.RegionSummary;
import dev.parallax.events.SummaryVerdict;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a region tells the others, and what it believes of theirs. */
class PeerRecordsTest {
  private static final Duration SETTLED = Duration.ofSeconds(15);
  private static final String IGNORED = "parallax_peer_records_ignored_total";

  @TempDir Path directory;

  private static ParallaxConfig sealed(String region) {
    return Events.federated(
        region,
        Events.REGIONS.stream()
            .map(id -> new Peer(id, URI.create("http://" + id), Optional.of("links")))
            .toList());
  }

  private static Map<String, String> secrets(String region) {
    return Map.of("LINKS", region.equals(AP) ? "quite another secret" : "the secret of the links");
  }

  /** Lines of the metric that are not 0. */
  private static List<String> ignored(HealthDriver driver) {
    return driver.metric(IGNORED).stream().filter(line -> !line.endsWith(" 0.0")).toList();
  }

  @Test
  void aRegionWithTheWrongSecretIsAsIfItCouldNotBeReached() {
    try (var regions =
        new ThreeRegions(directory, PeerRecordsTest::sealed, PeerRecordsTest::secrets)) {
      regions.pass(SETTLED);

      for (var region : List.of(US, EU)) {
        assertThat(regions.agreement(region).getSees()).containsExactly(US, EU);
        assertThat(regions.agreement(region).getLeader()).isEqualTo(US);
        assertThat(regions.state(region, AP).getHealth()).isEqualTo(Health.HEALTHY);
        assertThat(regions.state(region, AP).getAgentsConnected()).isZero();
        assertThat(ignored(regions.in(region)))
            .singleElement()
            .satisfies(
                line ->
                    assertThat(line)
                        .startsWith(IGNORED + "{reason=\"WRONG\",region=\"ap-south-1\"}"));
      }
      assertThat(regions.agreement(AP).getMajority()).isFalse();
      assertThat(ignored(regions.in(AP))).hasSize(2);
    }
  }

  @Test
  void tellsItsAgentsWhatItSeesAndWhatItIs() {
    try (var health = new HealthDriver(directory, Events.federated(US))) {
      health.heartbeat(Events.heartbeat("a-1", US, health.now()).setLoad(0.5));
      health.heartbeat(Events.heartbeat("a-2", US, health.now()).setInFlight(4));
      health.probe(Events.up(US, EU, 80, health.now()));
      health.pass(Duration.ofSeconds(2));

      var told = last(health.read(health.topics.summaries(), RegionSummary.class));
      assertThat(told.getRegion()).isEqualTo(US);
      assertThat(told.getServing()).isEqualTo("SERVING");
      assertThat(told.getAilment()).isNull();
      assertThat(told.getAgentsConnected()).isEqualTo(2);
      assertThat(told.getGroups())
          .containsExactly(new CapabilityCount(List.of("classify", "translate"), 1, 2 * 1024L));
      assertThat(told.getObservations())
          .extracting(seen -> seen.getTarget() + " " + seen.getState())
          .containsExactly(EU + " " + SummaryVerdict.UP, US + " " + SummaryVerdict.UP);
    }
  }

  @Test
  void tellsAgainEveryProbeIntervalAndAChangeWithinASecond() {
    try (var health = new HealthDriver(directory, Events.federated(US))) {
      health.pass(Duration.ofSeconds(41));
      assertThat(health.read(health.topics.summaries(), RegionSummary.class)).hasSize(5);

      health.heartbeat(Events.heartbeat("a-1", US, health.now()));
      health.pass(Duration.ofSeconds(1));
      assertThat(health.read(health.topics.summaries(), RegionSummary.class)).hasSize(1);
    }
  }

  @Test
  void aRegionThatIsSickByItsOwnTriggersSaysSoAndIsBelieved() {
    try (var regions = new ThreeRegions(directory)) {
      regions.pass(SETTLED);
      for (int i = 0; i < 40; i++) {
        regions.in(US).traffic(US, 10, 9);
        regions.pass(Duration.ofSeconds(1));
      }

      assertThat(regions.state(EU, US).getHealth()).isEqualTo(Health.UNHEALTHY);
      assertThat(regions.state(EU, US).getTrial()).as("who else tries it (H5)").isTrue();
      assertThat(regions.state(EU, US).getCause()).startsWith("says of itself: error rate 0.9");
      assertThat(regions.active(AP)).isEqualTo("eu-west-1 1");
    }
  }

  @Test
  void recordsThatCannotBeReadOrSpeakForOthersAreIgnoredAndCounted() {
    var registry = new InMemorySchemaRegistry();
    try (var us = new HealthDriver(directory.resolve("us"), registry, Events.federated(US));
        var eu = new HealthDriver(directory.resolve("eu"), registry, Events.federated(EU))) {
      eu.pass(Duration.ofSeconds(1));
      var summary = eu.records(eu.topics.summaries()).get(0).value();
      var copy = us.topics.copy(EU, us.topics.summaries());
      var other = us.topics.copy(AP, us.topics.summaries());

      us.putBytes(copy, EU, "garbage".getBytes(UTF_8));
      us.putBytes(copy, EU, null);
      us.putBytes(copy, AP, summary);
      us.putBytes(other, AP, summary);
      us.pass(Duration.ofSeconds(1));

      assertThat(ignored(us))
          .containsExactly(
              IGNORED + "{reason=\"FOREIGN\",region=\"ap-south-1\"} 1.0",
              IGNORED + "{reason=\"FOREIGN\",region=\"eu-west-1\"} 1.0",
              IGNORED + "{reason=\"UNREADABLE\",region=\"eu-west-1\"} 2.0");
      assertThat(us.records(us.topics.deadLetters())).isEmpty();
    }
  }

  @Test
  void anotherObserversProbeBecomesADeadLetter() {
    try (var health = new HealthDriver(directory, Events.federated(US))) {
      health.probe(Events.up(EU, AP, 85, health.now()));

      assertThat(health.records(health.topics.deadLetters())).hasSize(1);
    }
  }

  private static <T> T last(List<T> all) {
    assertThat(all).isNotEmpty();
    return all.get(all.size() - 1);
  }
}
