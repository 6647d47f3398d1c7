package dev.parallax.cli.up;

import static dev.parallax.cli.up.FederatedTrial.ALL;
import static dev.parallax.cli.up.FederatedTrial.AP;
import static dev.parallax.cli.up.FederatedTrial.EU;
import static dev.parallax.cli.up.FederatedTrial.LIMIT;
import static dev.parallax.cli.up.FederatedTrial.US;
import static dev.parallax.cli.up.FederatedTrial.awaitMore;
import static dev.parallax.cli.up.FederatedTrial.others;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.drills.failover.SteadyLoad;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  private static final long AGREED_AFTER_HEALING_MS = 10_000;

  /** When a region was alone, and knew it; ms since the epoch. */
  private static final class Alone {
    private long since;
    private long until;

    /** Requests that it served then, though nothing binds them to it. */
    private long served(RegionsLedger ledger, String region) {
      long served = ledger.servedFreely(region, since, until);
      trial.say(region + " served " + served + " free requests while it was alone");
      return served;
    }
  }

  @TempDir private static Path home;
  private static FederatedTrial trial;

  @BeforeAll
  static void start() throws IOException {
    trial = FederatedTrial.start(home);
  }

  @AfterAll
  static void end() {
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  void thePrimaryAloneChangesNothingAndTheOthersFailOver() {
    var alone = new Alone();
    var ledger =
        proved(
            "primary alone",
            (load, further) -> {
              int before = changes(US);
              trial.isolate(US);
              long cutAt = System.currentTimeMillis();
              trial.say(
                  "failover decided " + (awaitFailover(before) - cutAt) + " ms after the cut");
              assertChangesNothing(US, before, load, alone);

              trial.rejoin(US);
              assertAgreedSoon();
            });
    assertThat(alone.served(ledger, US)).as("what it is the active region for").isPositive();
  }

  @Test
  void aStandbyAloneChangesNothingAndThePrimaryStaysActive() {
    var alone = new Alone();
    var ledger =
        proved(
            "standby alone",
            (load, further) -> {
              int before = changes(AP);
              trial.isolate(AP);
              assertChangesNothing(AP, before, load, alone);
              assertThat(changes(US)).isEqualTo(before);
              assertThat(hearsMajority(US)).isTrue();
              assertThat(trial.status(EU)).doesNotContain("no majority");

              trial.rejoin(AP);
              assertAgreedSoon();
            });
    assertThat(alone.served(ledger, AP)).as("it is not active").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {US, EU})
  void aControlPlaneThatNoOtherReachesChangesNothing(String away) {
    proved(
        "cluster of " + away + " unreachable",
        (load, further) -> {
          int before = changes(away);
          trial.disruption().cutOff(away);
          assertChangesNothing(away, before, load, new Alone());
          others(away).forEach(region -> assertThat(hearsMajority(region)).isTrue());

          trial.disruption().reconnect(away);
          assertAgreedSoon();
        });
  }

  @Test
  void aLinkThatIsCutBothWaysChangesNothingAsTheThirdRegionHearsBoth() {
    proved(
        "link cut both ways",
        (load, further) -> {
          int before = changes(US);
          trial.cut(US, EU);
          assertStaysAsItIs(before, load);

          trial.rejoin(US);
          assertAgreedSoon();
        });
  }

  @ParameterizedTest
  @CsvSource({US + "," + EU, AP + "," + US})
  void aLinkThatIsCutOneWayChangesNothing(String from, String to) {
    proved(
        "link cut from " + from + " to " + to,
        (load, further) -> {
          int before = changes(US);
          trial.disruption().cut(from, to);
          assertStaysAsItIs(before, load);

          trial.rejoin(US);
          assertAgreedSoon();
        });
  }

  @Test
  void aPeerWithAnotherSecretIsNotBelievedUntilItHasTheRightOne() {
    proved(
        "another secret in " + AP,
        (load, further) -> {
          int before = changes(AP);
          var right = trial.replaceSecret(AP, "a secret that nobody else has");
          try {
            await("the others do not believe it")
                .atMost(LIMIT)
                .until(() -> !trial.witnesses().of(US).hears(AP));
            assertChangesNothing(AP, before, load, new Alone());
            assertThat(changes(US)).isEqualTo(before);
            assertThat(hearsMajority(US) && hearsMajority(EU)).isTrue();
          } finally {
            trial.replaceSecret(AP, right);
          }
          await("they believe it again")
              .atMost(LIMIT)
              .until(() -> trial.witnesses().of(US).hears(AP));
          assertAgreedSoon();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {US, EU})
  void agentsThatAreKilledWhileRequestsAreForwardedToThem(String region) {
    var killedAt = new AtomicLong();
    var ledger =
        proved(
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
        proved(
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

  private static RegionsLedger proved(String name, FederatedTrial.Scenario scenario) {
    var ledger = trial.underLoad(name, scenario);
    assertThat(ledger.faults()).isEmpty();
    trial.witnesses().assertOneHistory();
    return ledger;
  }

  private static boolean hearsMajority(String region) {
    return trial.witnesses().of(region).hearsMajority();
  }

  /** No region loses its majority, and nothing fails over, while requests go on. */
  private static void assertStaysAsItIs(int changesBefore, SteadyLoad load) {
    awaitMore(load, 200);
    assertThat(ALL)
        .as(trial.witnesses().text())
        .allMatch(FederationFailuresIT::hearsMajority)
        .allMatch(region -> changes(region) == changesBefore);
  }

  private static int changes(String region) {
    return trial.witnesses().of(region).changes().size();
  }

  /** When the others decided to leave the primary, ms since the epoch; all of them say so. */
  private static long awaitFailover(int changesBefore) {
    await("the others fail over")
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(others(US))
                    .as(trial.witnesses().text())
                    .allMatch(region -> failover(region, changesBefore).isPresent()));
    return failover(EU, changesBefore).orElseThrow().getAt();
  }

  private static Optional<FailoverEvent> failover(String witness, int changesBefore) {
    return trial.witnesses().of(witness).changes().stream()
        .skip(changesBefore)
        .filter(event -> event.getKind() == FailoverKind.FAILOVER)
        .filter(event -> US.equals(event.getFrom()))
        .findFirst();
  }

  /** A region that hears no majority says so, and changes nothing while requests go on. */
  private static void assertChangesNothing(
      String region, int changesBefore, SteadyLoad load, Alone alone) {
    var witnesses = trial.witnesses();
    var state = witnesses.of(region).failoverState();
    await(region + " knows that it is alone")
        .atMost(LIMIT)
        .until(() -> !witnesses.of(region).hearsMajority());
    assertThat(trial.status(region)).contains("no majority").contains(region);
    awaitMore(load, 40);
    alone.since = System.currentTimeMillis();
    awaitMore(load, 80);
    alone.until = System.currentTimeMillis();
    assertThat(witnesses.of(region).hearsMajority()).isFalse();
    assertThat(changes(region)).isEqualTo(changesBefore);
    assertThat(witnesses.of(region).failoverState()).isEqualTo(state);
  }

  private static void assertAgreedSoon() {
    long healing = trial.witnesses().awaitAgreement();
    trial.say("agreed " + healing + " ms after healing");
    assertThat(healing).isLessThan(AGREED_AFTER_HEALING_MS);
  }
}
