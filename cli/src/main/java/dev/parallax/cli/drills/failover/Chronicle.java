package dev.parallax.cli.drills.failover;

import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.drills.Ground;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.RegionState;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is observed and decided about the regions, as it goes on. For one thread. */
final class Chronicle implements AutoCloseable {
  private static final Duration READ = Duration.ofSeconds(15);

  private final TopicFollower follower;
  private final List<Tipping.Probed> probes = new ArrayList<>();
  private final List<Decided> decisions = new ArrayList<>();
  private final Map<String, RegionState> states = new HashMap<>();

  /**
   * A record of the failovers topic.
   *
   * @param at when the broker took it, ms since the epoch
   */
  record Decided(long at, FailoverEvent event) {
    boolean is(FailoverKind kind) {
      return event.getKind() == kind;
    }
  }

  private Chronicle(TopicFollower follower) {
    this.follower = follower;
  }

  static Chronicle open(Ground ground, AvroCodecs codecs) {
    var topics = ground.connection().catalogue();
    var chronicle = new Chronicle(TopicFollower.open(ground.connection(), codecs));
    chronicle
        .follower
        .followKeys(
            Instant.EPOCH, topics.probes(), HealthProbe.class, key -> true, chronicle::probe)
        .followKeys(
            Instant.EPOCH, topics.failovers(), FailoverEvent.class, key -> true, chronicle::event)
        .follow(
            topics.regions(),
            RegionState.class,
            (id, state) -> state.ifPresent(known -> chronicle.states.put(id, known)));
    return chronicle;
  }

  private void probe(String key, Optional<HealthProbe> value, long at) {
    value.ifPresent(
        probe ->
            probes.add(
                new Tipping.Probed(at, probe.getObserver(), probe.getTarget(), probe.getOk())));
  }

  private void event(String key, Optional<FailoverEvent> value, long at) {
    value.ifPresent(event -> decisions.add(new Decided(at, event)));
  }

  /** Reads on to the present. */
  Chronicle readOn() {
    follower.catchUp(READ);
    return this;
  }

  /** All probes, in the broker's order. */
  List<Tipping.Probed> probes() {
    return probes;
  }

  /** All that was decided, in order. */
  List<Decided> decisions() {
    return decisions;
  }

  /** The first failover away from a region that was decided after so many decisions. */
  Optional<Decided> failoverFrom(String region, int decisionsBefore) {
    return decisions.stream()
        .skip(decisionsBefore)
        .filter(decided -> decided.is(FailoverKind.FAILOVER))
        .filter(decided -> region.equals(decided.event().getFrom()))
        .findFirst();
  }

  /**
   * Whether all is as it should be.
   *
   * @param regions all of them
   * @param active the one that must be active
   */
  boolean isSettled(List<String> regions, String active) {
    return regions.stream()
        .map(id -> Optional.ofNullable(states.get(id)))
        .allMatch(
            state ->
                state
                    .filter(known -> known.getHealth() == Health.HEALTHY)
                    .filter(known -> known.getAgentsConnected() > 0)
                    .filter(known -> known.getActive() == known.getRegion().equals(active))
                    .isPresent());
  }

  /** Healths, for people. */
  String healths() {
    var text = new ArrayList<String>();
    states.forEach(
        (id, state) ->
            text.add(
                id
                    + " "
                    + state.getHealth()
                    + (state.getActive() ? " (active)" : "")
                    + ", "
                    + state.getAgentsConnected()
                    + " agents"));
    return String.join("; ", text);
  }

  @Override
  public void close() {
    follower.close();
  }
}
