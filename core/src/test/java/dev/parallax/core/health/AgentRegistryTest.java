package dev.parallax.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.health.AgentReport.Absence;
import dev.parallax.core.health.AgentStep.Cause;
import dev.parallax.core.health.AgentStep.Duplicate;
import dev.parallax.core.health.AgentStep.Forgotten;
import dev.parallax.core.health.AgentStep.Ignored;
import dev.parallax.core.health.AgentStep.Kept;
import dev.parallax.core.health.AgentStep.Refusal;
import dev.parallax.core.health.AgentStep.Refused;
import dev.parallax.core.health.AgentStep.Told;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRegistryTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final long TTL = 30_000;

  private final AgentRegistry registry = new AgentRegistry(new AgentRules(Set.of(US, EU), TTL));

  @Test
  void tellsANewAgentAtOnce() {
    var step = registry.heartbeat(Optional.empty(), beat().load(0.3).at(900), 1_000);

    var report =
        new AgentReport(
            "a-1",
            "i-1",
            3,
            US,
            new TreeSet<>(Set.of("classify")),
            Presence.CONNECTED,
            0.25,
            4,
            1,
            Optional.of("1.0"),
            Optional.empty(),
            1_000,
            1_000);
    assertThat(step).isEqualTo(new Told(Registration.first(report, 900, 1_000), Optional.empty()));
  }

  @Test
  void aHeartbeatThatSaysNothingNewIsKeptButNotTold() {
    var known = registered(beat().at(1_000), 1_000);

    var step = registry.heartbeat(Optional.of(known), beat().at(11_000), 11_000);

    assertThat(step).isInstanceOf(Kept.class);
    assertThat(next(step).heardAt()).isEqualTo(11_000);
    assertThat(next(step).told()).isEqualTo(known.told());
  }

  @Test
  void disconnectsAfterTheTtlByAppendTimeWhateverTheAgentsClockSays() {
    var known = registered(beat().at(9_999_999), 1_000);

    assertThat(registry.dueAt(known)).isEqualTo(1_000 + TTL + 1);
    assertThat(registry.tick(known, 1_000 + TTL)).isEqualTo(new Kept(known));
    assertThat(told(registry.tick(known, 1_000 + TTL + 1)))
        .satisfies(
            gone -> {
              assertThat(gone.presence()).isEqualTo(Presence.DISCONNECTED);
              assertThat(gone.absence()).contains(Absence.EXPIRED);
              assertThat(gone.since()).isEqualTo(1_000 + TTL + 1);
              assertThat(gone.lastHeartbeatAt()).isEqualTo(1_000);
            });
  }

  @Test
  void anExpiredAgentIsConnectedAgainByItsNextHeartbeat() {
    var gone = next(registry.tick(registered(beat().at(1_000), 1_000), 40_000));

    var back = told(registry.heartbeat(Optional.of(gone), beat().at(41_000), 41_000));

    assertThat(back.presence()).isEqualTo(Presence.CONNECTED);
    assertThat(back.absence()).isEmpty();
    assertThat(back.since()).isEqualTo(41_000);
  }

  @Test
  void leavingDisconnectsAtOnce() {
    var known = registered(beat().at(1_000), 1_000);

    var left =
        told(
            registry.heartbeat(
                Optional.of(known), beat().presence(Presence.DISCONNECTED).at(1_100), 1_100));

    assertThat(left.presence()).isEqualTo(Presence.DISCONNECTED);
    assertThat(left.absence()).contains(Absence.LEFT);
    assertThat(left.since()).isEqualTo(1_100);
  }

  @Test
  void drainingIsToldAtOnce() {
    var known = registered(beat().at(1_000), 1_000);

    var step =
        registry.heartbeat(Optional.of(known), beat().presence(Presence.DRAINING).at(1_100), 1_100);

    assertThat(told(step).presence()).isEqualTo(Presence.DRAINING);
  }

  @Test
  void ignoresAHeartbeatSentBeforeTheLastOne() {
    var known = registered(beat().at(5_000), 5_000);

    assertThat(registry.heartbeat(Optional.of(known), beat().load(1).at(4_999), 5_100))
        .isEqualTo(new Ignored(Cause.OLDER));
  }

  @Test
  void aHeartbeatReadTwiceChangesNothingThatIsTold() {
    var known = registered(beat().at(5_000), 5_000);

    assertThat(registry.heartbeat(Optional.of(known), beat().at(5_000), 5_050))
        .isInstanceOfSatisfying(
            Kept.class, kept -> assertThat(kept.next().told()).isEqualTo(known.told()));
  }

  @Test
  void anAgentWhoseFastClockIsSetRightIsStillHeard() {
    var known = registered(beat().at(3_600_000), 5_000);

    var step =
        registry.heartbeat(
            Optional.of(known), beat().presence(Presence.DRAINING).at(15_000), 15_000);

    assertThat(told(step).presence()).isEqualTo(Presence.DRAINING);
  }

  @Test
  void aNewIncarnationTakesOverAndItsPredecessorIsNoLongerHeard() {
    var old = registered(beat().at(1_000), 1_000);

    var restarted = registry.heartbeat(Optional.of(old), beat().incarnation("i-2").at(900), 2_000);

    assertThat(restarted)
        .isInstanceOfSatisfying(Told.class, t -> assertThat(t.duplicate()).isEmpty());
    assertThat(told(restarted).incarnation()).isEqualTo("i-2");
    assertThat(registry.heartbeat(Optional.of(next(restarted)), beat().at(2_100), 2_200))
        .isEqualTo(new Ignored(Cause.SUPERSEDED));
  }

  @Test
  void aLeavingPredecessorDoesNotDisconnectItsSuccessor() {
    var old = registered(beat().at(1_000), 1_000);
    var restarted =
        next(registry.heartbeat(Optional.of(old), beat().incarnation("i-2").at(2_000), 2_000));

    assertThat(
            registry.heartbeat(
                Optional.of(restarted), beat().presence(Presence.DISCONNECTED).at(2_100), 2_100))
        .isEqualTo(new Ignored(Cause.SUPERSEDED));
  }

  @Test
  void theNewestRegistrationWinsAnIdThatIsInUseInTwoRegions() {
    var us = registered(beat().at(1_000), 1_000);

    var step =
        registry.heartbeat(Optional.of(us), beat().incarnation("i-9").region(EU).at(2_000), 2_000);

    assertThat(step)
        .isInstanceOfSatisfying(
            Told.class, t -> assertThat(t.duplicate()).contains(new Duplicate("a-1", US, EU)));
    assertThat(told(step).region()).isEqualTo(EU);
    assertThat(registry.heartbeat(Optional.of(next(step)), beat().at(11_000), 11_000))
        .isEqualTo(new Ignored(Cause.DUPLICATE));
  }

  /** Nothing makes clients choose incarnations that differ between regions. */
  @Test
  void twoRegionsWithTheSameIncarnationDoNotTakeTurns() {
    var us = registered(beat().at(1_000), 1_000);
    var eu = next(registry.heartbeat(Optional.of(us), beat().region(EU).at(2_000), 2_000));

    assertThat(eu.current().region()).isEqualTo(EU);
    assertThat(registry.heartbeat(Optional.of(eu), beat().at(11_000), 11_000))
        .isEqualTo(new Ignored(Cause.DUPLICATE));
  }

  @Test
  void theLoserOfAnIdIsHeardOnceTheWinnerIsGone() {
    var us = registered(beat().at(1_000), 1_000);
    var eu =
        next(
            registry.heartbeat(
                Optional.of(us), beat().incarnation("i-9").region(EU).at(2_000), 2_000));
    var gone = next(registry.tick(eu, 2_000 + TTL + 1));

    var step = registry.heartbeat(Optional.of(gone), beat().at(41_000), 41_000);

    assertThat(told(step).region()).isEqualTo(US);
    assertThat(((Told) step).duplicate()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.124})
  void aLoadWithinTheSameEighthIsNotWorthTelling(double load) {
    var known = registered(beat().load(0).at(0), 0);

    assertThat(registry.heartbeat(Optional.of(known), beat().load(load).at(10_000), 10_000))
        .isInstanceOf(Kept.class);
  }

  @Test
  void aNewLoadStepIsToldFiveSecondsAfterTheLastReportButNotBefore() {
    var known = registered(beat().load(0).at(0), 0);

    var early = registry.heartbeat(Optional.of(known), beat().load(0.6).at(4_000), 4_000);

    assertThat(early).isInstanceOf(Kept.class);
    assertThat(registry.dueAt(next(early))).isEqualTo(5_000);
    assertThat(registry.tick(next(early), 4_999)).isInstanceOf(Kept.class);
    assertThat(told(registry.tick(next(early), 5_000)).load()).isEqualTo(0.5);
  }

  @Test
  void fullAndNotFullAreToldAtOnce() {
    var known = registered(beat().load(0.2).at(0), 0);

    var full = registry.heartbeat(Optional.of(known), beat().load(1.5).at(100), 100);
    var free = registry.heartbeat(Optional.of(next(full)), beat().load(0.99).at(200), 200);

    assertThat(told(full).load()).isEqualTo(1);
    assertThat(told(free).load()).isEqualTo(0.875);
  }

  @Test
  void asManyTasksAsItMayHaveIsFullWhateverTheLoad() {
    var known = registered(beat().inFlight(3).at(0), 0);

    assertThat(
            told(registry.heartbeat(Optional.of(known), beat().inFlight(4).at(100), 100))
                .inFlight())
        .isEqualTo(4);
  }

  @Test
  void anUnchangedAgentIsToldAgainOnlyAfterMinutes() {
    var known = registered(beat().at(0), 0);
    var alive = next(registry.heartbeat(Optional.of(known), beat().at(295_000), 295_000));

    assertThat(registry.tick(alive, AgentRules.REFRESH_MS - 1)).isEqualTo(new Kept(alive));
    assertThat(told(registry.tick(alive, AgentRules.REFRESH_MS))).isEqualTo(alive.current());
  }

  @Test
  void aDisconnectedAgentIsForgottenInTheEnd() {
    var gone = next(registry.tick(registered(beat().at(0), 0), 31_000));

    assertThat(registry.dueAt(gone)).isEqualTo(31_000 + AgentRules.FORGET_MS);
    assertThat(registry.tick(gone, 31_000 + AgentRules.FORGET_MS - 1)).isEqualTo(new Kept(gone));
    assertThat(registry.tick(gone, 31_000 + AgentRules.FORGET_MS)).isEqualTo(new Forgotten("a-1"));
  }

  @Test
  void refusesARegionThatIsNotConfigured() {
    assertThat(registry.heartbeat(Optional.empty(), beat().region("mars-1").at(0), 0))
        .isEqualTo(
            new Refused(
                Refusal.UNKNOWN_REGION,
                "agent a-1 says region mars-1, which the configuration does not define"));
  }

  @Test
  void refusesFiguresOutsideTheirRanges() {
    for (var bad :
        new Heartbeat[] {
          beat().load(Double.NaN).at(0),
          beat().load(-0.1).at(0),
          beat().inFlight(-1).at(0),
          beat().incarnation(" ").at(0),
          beat().incarnation("x".repeat(Heartbeat.MAX_TEXT + 1)).at(0),
        }) {
      assertThat(registry.heartbeat(Optional.empty(), bad, 0))
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.INVALID));
    }
  }

  private Registration registered(Heartbeat beat, long appendedAt) {
    return next(registry.heartbeat(Optional.empty(), beat, appendedAt));
  }

  private static AgentReport told(AgentStep step) {
    assertThat(step).isInstanceOf(Told.class);
    return ((Told) step).next().told();
  }

  private static Registration next(AgentStep step) {
    return step instanceof Told told ? told.next() : ((Kept) step).next();
  }

  private static Beats beat() {
    return Beats.of("a-1");
  }
}
