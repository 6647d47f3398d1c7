package dev.parallax.cli.up;

import static dev.parallax.cli.up.FederatedTrial.AP;
import static dev.parallax.cli.up.FederatedTrial.EU;
import static dev.parallax.cli.up.FederatedTrial.LIMIT;
import static dev.parallax.cli.up.FederatedTrial.US;
import static dev.parallax.cli.up.FederatedTrial.awaitMore;
import static dev.parallax.cli.up.FederatedTrial.others;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.drills.failover.SteadyLoad;
import dev.parallax.events.RegionSummary;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Federated control planes on three real clusters, each with a broker process and a registry of its
 * own, that fail as a whole (F8, P7).
 */
@Tag("long")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FederationOutagesIT {
  @TempDir private static Path home;

  private static FederatedTrial trial;
  private static FederationProof proof;

  @BeforeAll
  static void start() throws IOException {
    trial = FederatedTrial.startApart(home);
    proof = new FederationProof(trial);
  }

  @AfterAll
  static void end() {
    if (trial != null) {
      trial.close();
    }
  }

  @ParameterizedTest
  @CsvSource({US + ",false", US + ",true", EU + ",true", AP + ",true"})
  void aClusterThatIsKilledAndStartedAgain(String region, boolean withApps) {
    proof.proved(
        "broker and registry%s of %s killed".formatted(withApps ? ", all apps" : "", region),
        (load, further) -> {
          int before = proof.changes(EU.equals(region) ? AP : EU);
          long killedAt = System.currentTimeMillis();
          trial.breakage().killServers(region);
          try {
            if (withApps) {
              trial.disruption().killApps(region);
            }
            awaitTaken(region, before, killedAt);
            awaitMore(load, 100);
            others(region).forEach(other -> assertThat(proof.hearsMajority(other)).isTrue());
          } finally {
            trial.breakage().startServers(region);
          }
          awaitBack(region, load);
        });
  }

  @ParameterizedTest
  @CsvSource({EU + ",PT2M", AP + ",-PT2M"})
  void appsWhoseClocksAreApart(String region, Duration offset) {
    proof.proved(
        "clocks of all apps of %s set apart by %s".formatted(region, offset),
        (load, further) -> {
          int before = proof.changes(US);
          try {
            trial.disruption().shiftClocks(region, offset);
            awaitBack(region, load);
            proof.assertStaysAsItIs(before, load);
          } finally {
            trial.disruption().shiftClocks(region, Duration.ZERO);
          }
          awaitBack(region, load);
          assertThat(proof.changes(US)).isEqualTo(before);
        });
  }

  @Test
  void anIdThatOtherRegistriesDoNotKnowIsNotCopiedUntilTheyDo() {
    var summaries = new TopicCatalogue(SandboxConfig.TOPIC_PREFIX, 1).summaries();
    proof.proved(
        "schema id that only %s knows".formatted(AP),
        (load, further) -> {
          int before = proof.changes(US);
          trial.register(AP, summaries, withOneMoreField());
          try {
            others(AP).forEach(region -> trial.breakage().killApp(region, Children.REPLICATOR));
            await("its flows are refused, and the others hear each other")
                .atMost(LIMIT)
                .until(() -> others(AP).stream().allMatch(region -> isRefused(AP, region)));
            awaitMore(load, 60);
            assertThat(others(AP)).allMatch(region -> isRefused(AP, region));
            assertThat(others(AP)).allMatch(region -> proof.changes(region) == before);
          } finally {
            others(AP).forEach(region -> trial.register(region, summaries, withOneMoreField()));
          }
          await("it is looked at again by itself")
              .atMost(LIMIT)
              .until(
                  () ->
                      others(AP).stream()
                          .allMatch(region -> trial.witnesses().of(region).hears(AP)));
          proof.assertAgreedSoon();
        });
  }

  /** Whether a region hears the third one, and not this one, whose flow says why. */
  private static boolean isRefused(String source, String region) {
    var heard = trial.witnesses().of(region);
    return heard.hearsMajority()
        && !heard.hears(source)
        && trial.flows(region).contains("of topic parallax.summaries is unknown");
  }

  private static Schema withOneMoreField() {
    var known = RegionSummary.getClassSchema();
    var fields =
        known.getFields().stream()
            .map(field -> new Schema.Field(field, field.schema()))
            .collect(Collectors.toCollection(ArrayList::new));
    fields.add(
        new Schema.Field("later", Schema.create(Schema.Type.LONG), "of a newer release", 0L));
    return Schema.createRecord(
        known.getName(), known.getDoc(), known.getNamespace(), false, fields);
  }

  /** The others move the active region if it is the one that is gone, and change nothing else. */
  private static void awaitTaken(String region, int before, long goneAt) {
    if (region.equals(US)) {
      long decidedAt = proof.awaitFailover(before);
      trial.say("failover decided " + (decidedAt - goneAt) + " ms after the end of the cluster");
    } else {
      await("the others know that " + region + " is gone")
          .atMost(LIMIT)
          .until(
              () ->
                  others(region).stream()
                      .noneMatch(other -> trial.witnesses().of(other).hears(region)));
      others(region).forEach(other -> assertThat(proof.changes(other)).isEqualTo(before));
    }
  }

  /** Its apps come back by themselves, and then all agree. */
  private static void awaitBack(String region, SteadyLoad load) {
    trial.awaitApps(region);
    proof.assertAgreedSoon();
    awaitMore(load, 30);
  }
}
