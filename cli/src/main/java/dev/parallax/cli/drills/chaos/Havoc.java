package dev.parallax.cli.drills.chaos;

import dev.parallax.cli.drills.Disruption;
import dev.parallax.cli.drills.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Does what a schedule says, and heals all of it. */
record Havoc(Ground ground) {
  private record Turn(Duration at, Mishap mishap, boolean begins) {}

  /**
   * Does it.
   *
   * @return false if it was asked to stop before its end; all is healed then too
   */
  boolean happen(Schedule schedule) {
    var turns = new ArrayList<Turn>();
    for (var mishap : schedule.mishaps()) {
      turns.add(new Turn(mishap.at(), mishap, true));
      turns.add(new Turn(mishap.end(), mishap, false));
    }
    turns.sort(Comparator.comparing(Turn::at));
    var open = new ArrayList<Mishap>();
    long began = System.nanoTime();
    try {
      for (var turn : turns) {
        if (isStoppedBefore(turn.at(), began)) {
          return false;
        }
        take(turn, open);
      }
      return !isStoppedBefore(schedule.length(), began);
    } finally {
      List.copyOf(open).forEach(this::end);
    }
  }

  private boolean isStoppedBefore(Duration at, long began) {
    var left = at.minusNanos(System.nanoTime() - began);
    return ground.stopped().test(left.isNegative() ? Duration.ZERO : left);
  }

  private void take(Turn turn, List<Mishap> open) {
    if (turn.begins()) {
      ground.say().accept(turn.mishap().toString());
      open.add(turn.mishap());
      begin(turn.mishap());
    } else {
      end(turn.mishap());
      open.remove(turn.mishap());
    }
  }

  private void begin(Mishap mishap) {
    var region = mishap.region();
    Disruption disruption = ground.disruption();
    switch (mishap.kind()) {
      case BROKER -> disruption.killBroker(region);
      case REGISTRY -> disruption.killRegistry(region);
      case ROUTER -> disruption.killRouter(region);
      case ROUTER_WIPED -> disruption.wipeRouter(region);
      case HEALTH_APP -> disruption.killHealthApp(region);
      case REPLICATOR -> disruption.killReplicator(region);
      case AGENTS -> disruption.killAgents(region);
      case CUT -> disruption.isolate(region);
      case CLOCK -> disruption.shiftClocks(region, mishap.shift());
    }
  }

  /** Whoever was killed comes back by itself, but for servers. */
  private void end(Mishap mishap) {
    var region = mishap.region();
    switch (mishap.kind()) {
      case BROKER -> ground.disruption().startBroker(region);
      case REGISTRY -> ground.disruption().startRegistry(region);
      case CUT -> ground.disruption().rejoin(region);
      case CLOCK -> ground.disruption().shiftClocks(region, Duration.ZERO);
      default -> {}
    }
  }
}
