package dev.parallax.cli.up;

import static dev.parallax.cli.up.FederatedTrial.AP;
import static dev.parallax.cli.up.FederatedTrial.EU;
import static dev.parallax.cli.up.FederatedTrial.LIMIT;
import static dev.parallax.cli.up.FederatedTrial.US;
import static dev.parallax.cli.up.FederatedTrial.awaitMore;
import static dev.parallax.cli.up.FederatedTrial.others;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.FailoverKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Federated control planes on three real clusters under steady requests from every region, while
 * they lose each other (F8, P7): nothing is lost or done twice, bound data stays, the minority
 * changes nothing, and all agree again soon after.
 */
@Tag("long")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FederationFailuresIT {
  @TempDir private static Path home;
  private static FederatedTrial trial;
  private static FederationProof proof;

  @BeforeAll
  static void start() throws IOException {
    trial = FederatedTrial.start(home);
    proof = new FederationProof(trial);
  }

  @AfterAll
  static void end() {
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  void thePrimaryAloneChangesNothingAndTheOthersFailOver() {
    var alone = new FederationProof.Alone();
    var ledger =
        proof.proved(
            "primary alone",
            (load, further) -> {
              int before = proof.changes(US);
              trial.isolate(US);
              long cutAt = System.currentTimeMillis();
              trial.say(
                  "failover decided "
                      + (proof.awaitFailover(before) - cutAt)
                      + " ms after the cut");
              proof.assertChangesNothing(US, before, load, alone);

              trial.rejoin(US);
              proof.assertAgreedSoon();
            });
    assertThat(alone.served(trial, ledger, US)).as("what it is the active region for").isPositive();
  }

  @Test
  void aStandbyAloneChangesNothingAndThePrimaryStaysActive() {
    var alone = new FederationProof.Alone();
    var ledger =
        proof.proved(
            "standby alone",
            (load, further) -> {
              int before = proof.changes(AP);
              trial.isolate(AP);
              proof.assertChangesNothing(AP, before, load, alone);
              assertThat(proof.changes(US)).isEqualTo(before);
              assertThat(proof.hearsMajority(US)).isTrue();
              assertThat(trial.status(EU)).doesNotContain("no majority");

              trial.rejoin(AP);
              proof.assertAgreedSoon();
            });
    assertThat(alone.served(trial, ledger, AP)).as("it is not active").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {US, EU})
  void aControlPlaneThatNoOtherReachesChangesNothing(String away) {
    proof.proved(
        "cluster of " + away + " unreachable",
        (load, further) -> {
          int before = proof.changes(away);
          trial.disruption().cutOff(away);
          proof.assertChangesNothing(away, before, load, new FederationProof.Alone());
          others(away).forEach(region -> assertThat(proof.hearsMajority(region)).isTrue());

          trial.disruption().reconnect(away);
          proof.assertAgreedSoon();
        });
  }

  @ParameterizedTest
  @CsvSource({US + "," + EU, US + "," + AP, EU + "," + AP})
  void aLinkThatIsCutBothWaysChangesNothingAsTheThirdRegionHearsBoth(String one, String other) {
    proof.proved(
        "link cut both ways between " + one + " and " + other,
        (load, further) -> {
          int before = proof.changes(US);
          trial.cut(one, other);
          proof.assertStaysAsItIs(before, load);

          trial.rejoin(one);
          proof.assertAgreedSoon();
        });
  }

  @ParameterizedTest
  @CsvSource({
    US + "," + EU,
    EU + "," + US,
    US + "," + AP,
    AP + "," + US,
    EU + "," + AP,
    AP + "," + EU
  })
  void aLinkThatIsCutOneWayChangesNothing(String from, String to) {
    proof.proved(
        "link cut from " + from + " to " + to,
        (load, further) -> {
          int before = proof.changes(US);
          trial.disruption().cut(from, to);
          proof.assertStaysAsItIs(before, load);

          trial.rejoin(from);
          proof.assertAgreedSoon();
        });
  }

  @Test
  void aPeerWithAnotherSecretIsNotBelievedUntilItHasTheRightOne() {
    proof.proved(
        "another secret in " + AP,
        (load, further) -> {
          int before = proof.changes(AP);
          var right = trial.replaceSecret(AP, "a secret that nobody else has");
          try {
            await("the others do not believe it")
                .atMost(LIMIT)
                .until(() -> !trial.witnesses().of(US).hears(AP));
            proof.assertChangesNothing(AP, before, load, new FederationProof.Alone());
            assertThat(proof.changes(US)).isEqualTo(before);
            assertThat(proof.hearsMajority(US) && proof.hearsMajority(EU)).isTrue();
          } finally {
            trial.replaceSecret(AP, right);
          }
          trial.awaitApps(AP);
          await("they believe it again")
              .atMost(LIMIT)
              .until(() -> trial.witnesses().of(US).hears(AP));
          proof.assertAgreedSoon();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {US, EU})
  void agentsThatAreKilledWhileRequestsAreForwardedToThem(String region) {
    var killedAt = new AtomicLong();
    var ledger =
        proof.proved(
            "agents of " + region + " killed",
            (load, further) ->
                further.addAll(
                    killUnderBurst(killedAt, () -> trial.disruption().killAgents(region))));
    assertForwardedAround(ledger, region, killedAt.get());
  }

  @Test
  void aRegionThatDiesWithAppsAndAgentsWhileRequestsAreForwardedToIt() {
    var killedAt = new AtomicLong();
    var ledger =
        proof.proved(
            "apps and agents of " + EU + " killed",
            (load, further) ->
                further.addAll(
                    killUnderBurst(
                        killedAt,
                        () -> {
                          trial.disruption().killApps(EU);
                          trial.disruption().killAgents(EU);
                        })));
    assertForwardedAround(ledger, EU, killedAt.get());
  }

  @Test
  void anOrderThatIsGivenWhereNoMajorityIsHeardIsRefusedAndObeyedWhenItIsGivenAgain() {
    proof.proved(
        "order in a minority",
        (load, further) -> {
          int before = proof.changes(AP);
          trial.isolate(AP);
          proof.assertChangesNothing(AP, before, load, new FederationProof.Alone());
          var impatient = trial.order(AP, "drain", EU, "--timeout", "2s");
          assertThat(impatient.code()).as(impatient.toString()).isEqualTo(ExitCode.FAILED);
          assertThat(impatient.err()).contains("no majority: region " + AP + " sees only " + AP);
          var refused = trial.order(AP, "drain", EU, "--timeout", "3m");
          assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.FAILED);
          assertThat(refused.err())
              .contains("REFUSED, nothing is changed: no majority of regions: " + AP + " saw " + AP)
              .contains("for 60 s (F8)");

          trial.rejoin(AP);
          proof.assertAgreedSoon();
          proof.assertStaysAsItIs(before, load);

          proof.assertObeyed(AP, FailoverKind.DRAIN, EU);
          proof.assertObeyed(AP, FailoverKind.UNDRAIN, EU);
        });
  }

  /** Kills in the midst of many requests; all of them. */
  private static List<String> killUnderBurst(AtomicLong killedAt, Runnable kill) {
    try (var burst = trial.burst()) {
      awaitMore(burst, 120);
      killedAt.set(System.currentTimeMillis());
      kill.run();
      awaitMore(burst, 120);
      FederatedTrial.end(burst);
      return burst.accepted();
    }
  }

  /** Otherwise nothing of it was tried. */
  private static void assertForwardedAround(RegionsLedger ledger, String region, long killedAt) {
    var forwarded = ledger.forwarded(region, killedAt);
    trial.say(forwarded + " of parts for the killed");
    assertThat(forwarded.before()).isPositive();
    assertThat(forwarded.after()).isPositive();
  }
}
