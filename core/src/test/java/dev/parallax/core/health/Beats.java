package dev.parallax.core.health;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Heartbeats for tests: of an agent in us-east-1 that has room for 4 tasks. */
record Beats(
    String id, String incarnation, String region, Presence presence, double load, int inFlight) {

  static Beats of(String id) {
    return new Beats(id, "i-1", "us-east-1", Presence.CONNECTED, 0, 1);
  }

  Beats incarnation(String other) {
    return new Beats(id, other, region, presence, load, inFlight);
  }

  Beats region(String other) {
    return new Beats(id, incarnation, other, presence, load, inFlight);
  }

  Beats presence(Presence other) {
    return new Beats(id, incarnation, region, other, load, inFlight);
  }

  Beats load(double other) {
    return new Beats(id, incarnation, region, presence, other, inFlight);
  }

  Beats inFlight(int other) {
    return new Beats(id, incarnation, region, presence, load, other);
  }

  Heartbeat at(long sentAt) {
    return new Heartbeat(
        id,
        incarnation,
        3,
        region,
        new TreeSet<>(Set.of("classify")),
        presence,
        load,
        4,
        inFlight,
        Optional.of("1.0"),
        sentAt);
  }
}
