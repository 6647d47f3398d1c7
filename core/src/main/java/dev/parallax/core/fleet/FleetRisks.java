package dev.parallax.core.fleet;

import dev.parallax.core.config.ParallaxConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is dangerous about a fleet as it stands, though nothing has failed yet (C4). */
public final class FleetRisks {
  private FleetRisks() {}

  /**
   * One danger.
   *
   * @param kind what could not be done
   * @param region whose loss could not be carried, or to which nothing can fail over
   * @param text a sentence with the figures of now, for people
   */
  public record Risk(Kind kind, String region, String text) {}

  /** Kinds of dangers. */
  public enum Kind {
    /** The others have too little room for the load of the largest region (C4). */
    SURVIVORS_TOO_SMALL,
    /** A standby has too few agents to be a target (F2). */
    STANDBY_TOO_SMALL
  }

  /**
   * The dangers of now; empty if there is none.
   *
   * @param served ids of the regions that take work
   * @param order ids of the regions of active-passive, in order (F1); empty in any other mode
   * @param leastAgents agents that the target of a failover must have (F2), at least 1
   */
  public static List<Risk> of(
      Fleet fleet, List<String> served, List<String> order, int leastAgents) {
    var risks = new ArrayList<Risk>();
    var rooms = rooms(fleet, served);
    rooms.entrySet().stream()
        .max(Comparator.comparingDouble(room -> room.getValue().capacity()))
        .ifPresent(largest -> addShortfall(largest.getKey(), rooms, risks));
    var active = active(fleet, order);
    for (var region : order) {
      if (!region.equals(active) && fleet.connected(region) < leastAgents) {
        risks.add(
            new Risk(
                Kind.STANDBY_TOO_SMALL,
                region,
                "%s stands by with %d agents, %d needed: nothing can fail over to it (F2)"
                    .formatted(region, fleet.connected(region), leastAgents)));
      }
    }
    return List.copyOf(risks);
  }

  /** The same, of what a configuration asks for. */
  public static List<Risk> of(Fleet fleet, ParallaxConfig config) {
    return of(
        fleet,
        config.controlPlane().regions(),
        config.routing().strategy().failoverOrder(),
        Math.max(1, config.failover().triggers().minAgents().orElse(1)));
  }

  /**
   * What a region's agents carry and what they could carry, in tasks at once.
   *
   * @param load what they work on now
   * @param capacity the most that they take
   */
  private record Room(double load, double capacity) {
    static final Room NONE = new Room(0, 0);

    Room plus(Agent agent) {
      boolean isFull = !agent.takesWork();
      double carried = isFull ? agent.maxConcurrency() : agent.maxConcurrency() * agent.load();
      return new Room(load + carried, capacity + agent.maxConcurrency());
    }

    double spare() {
      return capacity - load;
    }
  }

  /** Of the regions that take work now: what the others carry, they cannot. */
  private static Map<String, Room> rooms(Fleet fleet, List<String> served) {
    var rooms = new HashMap<String, Room>();
    served.stream()
        .filter(region -> fleet.status(region).available())
        .filter(region -> fleet.status(region).redirect().isEmpty())
        .filter(region -> !fleet.lacksTopic(region))
        .forEach(region -> rooms.put(region, Room.NONE));
    fleet.forEachAgent(
        agent -> {
          if (agent.status() == AgentStatus.CONNECTED) {
            rooms.computeIfPresent(agent.region(), (region, room) -> room.plus(agent));
          }
        });
    return rooms;
  }

  /**
   * The region with the most capacity is the one whose loss leaves the greatest gap: its load less
   * the spare capacity of the others is its capacity less the spare capacity of all.
   */
  private static void addShortfall(String largest, Map<String, Room> rooms, List<Risk> risks) {
    double load = rooms.get(largest).load();
    double spare =
        rooms.entrySet().stream()
            .filter(room -> !room.getKey().equals(largest))
            .mapToDouble(room -> room.getValue().spare())
            .sum();
    if (load > spare) {
      risks.add(
          new Risk(
              Kind.SURVIVORS_TOO_SMALL,
              largest,
              "%s carries %s tasks at once, and the agents of the other regions have room for %s: they cannot carry its load if it is lost (C4)"
                  .formatted(largest, tenths(load), tenths(spare))));
    }
  }

  private static String active(Fleet fleet, List<String> order) {
    return order.stream()
        .filter(region -> fleet.status(region).active())
        .max(Comparator.comparingLong(region -> fleet.status(region).epoch()))
        .orElse(order.isEmpty() ? "" : order.get(0));
  }

  /** The same in every locale. */
  private static String tenths(double tasks) {
    long tenths = Math.round(tasks * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
