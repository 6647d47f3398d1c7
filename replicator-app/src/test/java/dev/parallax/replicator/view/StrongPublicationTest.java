package dev.parallax.replicator.view;

import static dev.parallax.replicator.view.Federation.AP;
import static dev.parallax.replicator.view.Federation.EU;
import static dev.parallax.replicator.view.Federation.REGIONS;
import static dev.parallax.replicator.view.Federation.US;
import static dev.parallax.replicator.view.Patterns.deleted;
import static dev.parallax.replicator.view.Patterns.described;
import static dev.parallax.replicator.view.Patterns.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.PatternDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P3 in three regions; us-east-1 decides, eu-west-1 publishes. */
class StrongPublicationTest {
  private static final long TIMEOUT = 30_000;
  private static final Duration LONG = Duration.ofSeconds(40);
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir private Path directory;
  private Federation federation;

  @BeforeEach
  void start() {
    federation = new Federation(directory);
  }

  @AfterEach
  void close() {
    federation.close();
  }

  @Test
  void allRegionsUseItOnceAllHaveIt() {
    var definition = pattern("p", "1.0.0", 1, EU);
    federation.propose(EU, "one", definition, TIMEOUT);
    federation.pass(SHORT);

    REGIONS.forEach(
        region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", definition)));
    assertThat(federation.said("one"))
        .containsExactlyInAnyOrder(
            "eu-west-1 PROPOSE",
            "us-east-1 STORED",
            "ap-south-1 STORED",
            "eu-west-1 STORED",
            "us-east-1 COMMIT",
            "us-east-1 APPLIED",
            "eu-west-1 APPLIED",
            "ap-south-1 APPLIED");
    assertThat(federation.ownPatterns(EU)).containsExactly(definition);
    assertThat(federation.ownPatterns(US)).isEmpty();
  }

  @Test
  void aRegionThatIsCutOffAbortsItAndHealedTheNextOneIsCommitted() {
    federation.cut(AP);
    federation.propose(EU, "one", pattern("p", "1.0.0", 1, EU), TIMEOUT);
    federation.pass(LONG);

    assertThat(federation.said("one"))
        .containsExactlyInAnyOrder(
            "eu-west-1 PROPOSE", "us-east-1 STORED", "eu-west-1 REFUSED", "us-east-1 ABORT");

    federation.heal();
    federation.pass(SHORT);
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEmpty());

    var next = pattern("p", "1.0.0", 2, EU);
    federation.propose(EU, "two", next, TIMEOUT);
    federation.pass(SHORT);
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", next)));
  }

  @Test
  void anAbortIsCertainWhereItWasMadeEvenIfTheCoordinatorIsCutOff() {
    federation.cut(US);
    federation.propose(EU, "one", pattern("p", "1.0.0", 1, EU), TIMEOUT);
    federation.pass(LONG);
    assertThat(federation.said("one")).contains("eu-west-1 REFUSED");

    federation.heal();
    federation.pass(SHORT);
    assertThat(federation.said("one"))
        .contains("us-east-1 ABORT")
        .doesNotContain("us-east-1 COMMIT");
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEmpty());
  }

  @Test
  void whatWaitsIsCommittedWhenTheRegionIsThereAgain() {
    var definition = pattern("p", "1.0.0", 1, EU);
    federation.cut(AP);
    federation.propose(EU, "one", definition, null);
    federation.pass(LONG);
    assertThat(federation.view(EU)).isEmpty();

    federation.heal();
    federation.pass(SHORT);
    REGIONS.forEach(
        region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", definition)));
  }

  @Test
  void whatWaitsCanBeCancelledAndThenTheNextOneIsCommitted() {
    federation.cut(AP);
    federation.propose(EU, "one", pattern("p", "1.0.0", 1, EU), null);
    federation.pass(LONG);
    federation.cancel(EU, "one", "p");
    federation.pass(SHORT);

    assertThat(federation.said("one"))
        .containsExactlyInAnyOrder(
            "eu-west-1 PROPOSE",
            "us-east-1 STORED",
            "eu-west-1 CANCEL",
            "eu-west-1 REFUSED",
            "us-east-1 ABORT");

    federation.heal();
    federation.pass(SHORT);
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEmpty());

    var next = pattern("p", "1.0.0", 2, EU);
    federation.propose(EU, "two", next, null);
    federation.pass(SHORT);
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", next)));
  }

  @Test
  void aCancellationAfterTheCommitChangesNothing() {
    var definition = pattern("p", "1.0.0", 1, EU);
    federation.propose(EU, "one", definition, null);
    federation.pass(SHORT);
    federation.cancel(EU, "one", "p");
    federation.copyAgain();
    federation.pass(SHORT);

    assertThat(federation.said("one")).doesNotContain("us-east-1 ABORT", "eu-west-1 REFUSED");
    REGIONS.forEach(
        region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", definition)));
  }

  @Test
  void restartsAndRepetitionsChangeNothing() {
    var definition = pattern("p", "1.0.0", 1, EU);
    federation.propose(EU, "one", definition, TIMEOUT);
    for (int round = 0; round < 6; round++) {
      federation.pass(Duration.ofMillis(500));
      REGIONS.forEach(federation::restart);
      federation.copyAgain();
    }
    federation.pass(LONG);

    REGIONS.forEach(
        region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", definition)));
    assertThat(federation.said("one")).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void anIdBelongsToTheNameThatItFirstCameWith() {
    federation.cut(AP);
    var definition = pattern("p", "1.0.0", 1, EU);
    federation.propose(EU, "one", definition, null);
    federation.pass(SHORT);
    federation.propose(EU, "one", pattern("q", "1.0.0", 1, EU), null);
    federation.pass(SHORT);

    federation.heal();
    federation.pass(SHORT);
    REGIONS.forEach(
        region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", definition)));

    var next = pattern("p", "1.1.0", 2, EU);
    federation.propose(EU, "two", next, null);
    federation.pass(SHORT);
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", next)));
  }

  @Test
  void ofTwoAtOnceAtMostOneIsCommitted() {
    var one = pattern("p", "1.0.0", 1, EU);
    var other = pattern("p", "1.0.0", 1, AP);
    federation.propose(EU, "one", one, TIMEOUT);
    federation.propose(AP, "other", other, TIMEOUT);
    federation.pass(LONG);

    assertThat(List.of(federation.said("one"), federation.said("other")))
        .filteredOn(said -> said.contains("us-east-1 COMMIT"))
        .hasSizeLessThanOrEqualTo(1);
    Map<String, PatternDefinition> view = federation.view(US);
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEqualTo(view));
  }

  @Test
  void aLowerVersionThanTheOneThatStandsIsRefused() {
    federation.propose(EU, "one", pattern("p", "2.0.0", 1, EU), TIMEOUT);
    federation.pass(SHORT);
    federation.propose(AP, "lower", pattern("p", "1.0.0", 9, AP), TIMEOUT);
    federation.pass(SHORT);

    assertThat(federation.said("lower")).contains("us-east-1 ABORT");
    assertThat(federation.view(AP).get("p").getVersion()).isEqualTo("2.0.0");
  }

  @Test
  void theSameVersionWithOtherContentIsRefusedHoweverLateItWasApplied() {
    var standing = pattern("p", "1.0.0", 1, EU);
    federation.propose(EU, "one", standing, TIMEOUT);
    federation.pass(SHORT);
    federation.propose(AP, "other", described(pattern("p", "1.0.0", 9, AP), "other"), TIMEOUT);
    federation.pass(SHORT);

    assertThat(federation.said("other")).contains("us-east-1 ABORT");
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", standing)));
  }

  @Test
  void theSameVersionWithTheSameContentIsCommitted() {
    federation.propose(EU, "one", pattern("p", "1.0.0", 1, EU), TIMEOUT);
    federation.pass(SHORT);
    federation.propose(AP, "again", pattern("p", "1.0.0", 9, AP), TIMEOUT);
    federation.pass(SHORT);

    assertThat(federation.said("again")).contains("us-east-1 COMMIT", "eu-west-1 APPLIED");
  }

  @Test
  void onlyAHigherVersionBringsADeletedNameBack() {
    var document = pattern("p", "1.0.0", 1, EU);
    var marker = deleted(document, 2, US);
    federation.propose(EU, "one", document, TIMEOUT);
    federation.pass(SHORT);
    federation.propose(US, "marker", marker, TIMEOUT);
    federation.pass(SHORT);
    federation.propose(AP, "same", pattern("p", "1.0.0", 9, AP), TIMEOUT);
    federation.pass(SHORT);

    assertThat(federation.said("marker")).contains("us-east-1 COMMIT");
    assertThat(federation.said("same")).contains("us-east-1 ABORT");
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", marker)));

    var higher = pattern("p", "1.0.1", 3, AP);
    federation.propose(AP, "higher", higher, TIMEOUT);
    federation.pass(SHORT);
    REGIONS.forEach(region -> assertThat(federation.view(region)).isEqualTo(Map.of("p", higher)));
  }

  @Test
  void excludedNamesOfOthersAreNotTakenIn() {
    federation.propose(EU, "one", pattern("dev-p", "1.0.0", 1, EU), TIMEOUT);
    federation.pass(SHORT);

    assertThat(federation.said("one")).containsExactly("eu-west-1 PROPOSE");
    assertThat(federation.letters(US)).isEmpty();
  }
}
