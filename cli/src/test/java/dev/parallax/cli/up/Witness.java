package dev.parallax.cli.up;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.events.AgreementView;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.RegionState;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one region's control plane says of all regions, from the first word on. One thread. */
final class Witness implements AutoCloseable {
  private static final Duration READ = Duration.ofSeconds(30);

  /** Those that raise the epoch (F7). */
  private static final Set<FailoverKind> CHANGES =
      EnumSet.of(
          FailoverKind.FAILOVER,
          FailoverKind.FAILBACK,
          FailoverKind.EVACUATE,
          FailoverKind.RETURN,
          FailoverKind.DRAIN,
          FailoverKind.UNDRAIN);

  private final String home;
  private final TopicFollower follower;
  private final Map<String, RegionState> states = new HashMap<>();
  private final Map<Long, Set<String>> actives = new TreeMap<>();
  private final List<FailoverEvent> changes = new ArrayList<>();

  private Witness(String home, TopicFollower follower) {
    this.home = home;
    this.follower = follower;
  }

  static Witness open(String home, Connection connection, AvroCodecs codecs) {
    var witness = new Witness(home, TopicFollower.open(connection, codecs));
    var topics = connection.catalogue();
    witness
        .follower
        .follow(topics.regions(), RegionState.class, (id, state) -> state.ifPresent(witness::state))
        .follow(
            topics.failovers(),
            FailoverEvent.class,
            (id, event) -> event.ifPresent(witness::event));
    return witness;
  }

  private void state(RegionState state) {
    states.put(state.getRegion(), state);
    if (state.getActive()) {
      actives.computeIfAbsent(state.getEpoch(), unseen -> new TreeSet<>()).add(state.getRegion());
    }
  }

  private void event(FailoverEvent event) {
    if (CHANGES.contains(event.getKind())) {
      changes.add(event);
    }
  }

  /** Reads on to the present. */
  Witness readOn() {
    follower.catchUp(READ);
    return this;
  }

  String home() {
    return home;
  }

  /** Every change of the failover state, in order. */
  List<FailoverEvent> changes() {
    return List.copyOf(changes);
  }

  /** What it was told to be active, by epoch. */
  Map<Long, Set<String>> actives() {
    return actives;
  }

  /** How the agreement stands as seen from here. */
  Optional<AgreementView> agreement() {
    return Optional.ofNullable(states.get(home)).map(RegionState::getAgreement);
  }

  boolean hearsMajority() {
    return agreement().filter(AgreementView::getMajority).isPresent();
  }

  boolean hears(String region) {
    return agreement().filter(known -> known.getSees().contains(region)).isPresent();
  }

  /** The failover state as it is told here: what each region does, and since which epoch. */
  Map<String, String> failoverState() {
    var told = new TreeMap<String, String>();
    states.forEach(
        (id, state) ->
            told.put(
                id,
                "epoch %d %s%s"
                    .formatted(
                        state.getEpoch(), state.getServing(), state.getActive() ? " active" : "")));
    return told;
  }

  /** Whether it sees all regions well, this one alone active, and takes part in the agreement. */
  boolean isSettled(String active, int regions) {
    return hearsMajority()
        && agreement().orElseThrow().getSees().size() == regions
        && states.size() == regions
        && states.values().stream()
            .allMatch(
                state ->
                    state.getHealth() == Health.HEALTHY
                        && state.getAgentsConnected() > 0
                        && state.getActive() == state.getRegion().equals(active));
  }

  /** For people. */
  String text() {
    var text = new StringBuilder(home + ":");
    states.forEach(
        (id, state) ->
            text.append(
                " %s %s, %s%s, %d agents, epoch %d;"
                    .formatted(
                        id,
                        state.getHealth(),
                        state.getServing(),
                        state.getActive() ? " active" : "",
                        state.getAgentsConnected(),
                        state.getEpoch())));
    return text.append(' ').append(agreement()).toString();
  }

  @Override
  public void close() {
    follower.close();
  }
}
