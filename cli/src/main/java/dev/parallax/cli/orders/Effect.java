package dev.parallax.cli.orders;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.fleet.RegionStates;
import dev.parallax.events.CommandKind;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionState;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Watches for what becomes of one command: its events, and states of regions that show them. */
final class Effect implements AutoCloseable {
  private static final Duration READ = Duration.ofSeconds(20);

  private final TopicFollower follower;
  private final RegionStates states = new RegionStates();
  private final List<FailoverEvent> heard = new ArrayList<>();

  private Effect(TopicFollower follower) {
    this.follower = follower;
  }

  /** Watches from now on: a command that is written afterwards cannot be answered unseen. */
  static Effect watch(Connection connection, AvroCodecs codecs) {
    var topics = connection.catalogue();
    var effect = new Effect(TopicFollower.open(connection, codecs));
    effect
        .follower
        .follow(topics.regions(), RegionState.class, effect.states::put)
        .followNew(topics.failovers(), FailoverEvent.class, effect::event);
    effect.follower.catchUp(READ);
    return effect;
  }

  private void event(String region, Optional<FailoverEvent> value) {
    value.ifPresent(heard::add);
  }

  /** Reads what comes within this time. */
  void look(Duration patience) {
    follower.awaitMore(patience);
  }

  /** What the command brought about so far, in order; a drain may move the active region first. */
  List<FailoverEvent> of(String command) {
    return heard.stream().filter(event -> command.equals(event.getCommand())).toList();
  }

  /** Whether the command was answered and the regions show what it changed. */
  boolean isComplete(RegionCommand command) {
    var events = of(command.getId());
    long epoch =
        events.stream()
            .filter(event -> !isNo(event))
            .mapToLong(FailoverEvent::getEpoch)
            .max()
            .orElse(0);
    return events.stream().anyMatch(event -> answers(event, command)) && states.epoch() >= epoch;
  }

  /** A drain of the active region begins with a failover, which is not all of it (F6). */
  private static boolean answers(FailoverEvent event, RegionCommand command) {
    return command.getKind() != CommandKind.DRAIN || event.getKind() != FailoverKind.FAILOVER;
  }

  /** Whether nothing was changed. */
  static boolean isNo(FailoverEvent event) {
    return event.getKind() == FailoverKind.REFUSED
        || event.getKind() == FailoverKind.FAILOVER_BLOCKED;
  }

  /** The states of the regions, as they are told. */
  RegionStates states() {
    return states;
  }

  /** Reads to where the topics end now: what one transaction wrote is read as a whole. */
  void complete() {
    follower.catchUp(READ);
  }

  @Override
  public void close() {
    follower.close();
  }
}
