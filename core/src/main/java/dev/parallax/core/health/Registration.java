package dev.parallax.core.health;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one agent (H6). Times are the broker's append times.
 *
 * @param current the agent as of its last heartbeat
 * @param orderedAt when that was sent, by the agent's clock, but never later than the broker
 *     received it: a clock that was ahead and is set right does not make the next ones look old
 * @param heardAt when the broker received the last one
 * @param told the agent as it was told last
 * @param toldAt when it was told last
 * @param superseded registrations that gave way to the current one ({@link
 *     Heartbeat#registration()}), the oldest first, a bounded number
 */
public record Registration(
    AgentReport current,
    long orderedAt,
    long heardAt,
    AgentReport told,
    long toldAt,
    List<String> superseded) {

  /** More than this many copies with one id at once are not told apart. */
  private static final int REMEMBERED = 8;

  /** Copies the list. */
  public Registration {
    superseded = List.copyOf(superseded);
  }

  static Registration first(AgentReport report, long orderedAt, long appendedAt) {
    return new Registration(report, orderedAt, appendedAt, report, appendedAt, List.of());
  }

  /** With a later heartbeat, not yet told. */
  Registration heard(AgentReport report, long at, long appendedAt) {
    // Append times may step back when another broker takes over a partition.
    long heard = Math.max(heardAt, appendedAt);
    return new Registration(report, at, heard, told, toldAt, superseding(report));
  }

  private List<String> superseding(AgentReport report) {
    if (report.registration().equals(current.registration())) {
      return superseded;
    }
    var all = new ArrayList<>(superseded);
    all.remove(report.registration());
    all.add(current.registration());
    return all.size() <= REMEMBERED ? all : all.subList(all.size() - REMEMBERED, all.size());
  }

  Registration expire(long now) {
    return new Registration(current.expired(now), orderedAt, heardAt, told, toldAt, superseded);
  }

  /** With its current state told. */
  Registration tell(long now) {
    return new Registration(current, orderedAt, heardAt, current, now, superseded);
  }

  /** Whether its load is told wrongly, or will be once the time has come. */
  boolean loadUntold() {
    return Double.compare(current.load(), told.load()) != 0;
  }
}
