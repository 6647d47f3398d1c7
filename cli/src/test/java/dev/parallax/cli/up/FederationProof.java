package dev.parallax.cli.up;

import static dev.parallax.cli.up.FederatedTrial.ALL;
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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What must be so of control planes that lose each other (F8, P7). */
record FederationProof(FederatedTrial trial) {
  private static final long AGREED_AFTER_HEALING_MS = 10_000;

  /** When a region was alone, and knew it; ms since the epoch. */
  static final class Alone {
    private long since;
    private long until;

    /** Requests that it served then, though nothing binds them to it. */
    long served(FederatedTrial trial, RegionsLedger ledger, String region) {
      long served = ledger.servedFreely(region, since, until);
      trial.say(region + " served " + served + " free requests while it was alone");
      return served;
    }
  }

  RegionsLedger proved(String name, FederatedTrial.Scenario scenario) {
    var ledger = trial.underLoad(name, scenario);
    assertThat(ledger.faults()).isEmpty();
    trial.witnesses().assertOneHistory();
    return ledger;
  }

  boolean hearsMajority(String region) {
    return trial.witnesses().of(region).hearsMajority();
  }

  /** No region loses its majority, and nothing fails over, while requests go on. */
  void assertStaysAsItIs(int changesBefore, SteadyLoad load) {
    awaitMore(load, 200);
    assertThat(ALL)
        .as(trial.witnesses().text())
        .allMatch(this::hearsMajority)
        .allMatch(region -> changes(region) == changesBefore);
  }

  int changes(String region) {
    return trial.witnesses().of(region).changes().size();
  }

  /** When the others decided to leave the primary, ms since the epoch; all of them say so. */
  long awaitFailover(int changesBefore) {
    await("the others fail over")
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(others(US))
                    .as(trial.witnesses().text())
                    .allMatch(region -> failover(region, changesBefore).isPresent()));
    return failover(EU, changesBefore).orElseThrow().getAt();
  }

  Optional<FailoverEvent> failover(String witness, int changesBefore) {
    return trial.witnesses().of(witness).changes().stream()
        .skip(changesBefore)
        .filter(event -> event.getKind() == FailoverKind.FAILOVER)
        .filter(event -> US.equals(event.getFrom()))
        .findFirst();
  }

  /** A region that hears no majority says so, and changes nothing while requests go on. */
  void assertChangesNothing(String region, int changesBefore, SteadyLoad load, Alone alone) {
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

  void assertAgreedSoon() {
    long healing = trial.witnesses().awaitAgreement();
    trial.say("agreed " + healing + " ms after healing");
    assertThat(healing).isLessThan(AGREED_AFTER_HEALING_MS);
  }

  /** What is ordered in one region is so in all of them. */
  void assertObeyed(String orderedIn, FailoverKind kind, String region) {
    int before = changes(orderedIn);
    var run = trial.order(orderedIn, kind.name().toLowerCase(Locale.ROOT), region);
    assertThat(run.code()).as(run.toString()).isZero();
    await("every region knows it")
        .atMost(LIMIT)
        .until(() -> ALL.stream().allMatch(at -> changes(at) > before));
    assertThat(ALL)
        .allSatisfy(
            at -> {
              var last = trial.witnesses().of(at).changes().get(before);
              assertThat(last.getKind()).isEqualTo(kind);
              assertThat(Stream.of(last.getFrom(), last.getTo())).contains(region);
            });
    assertAgreedSoon();
  }
}
