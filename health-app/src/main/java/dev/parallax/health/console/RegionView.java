package dev.parallax.health.console;

import dev.parallax.core.config.Region;
import dev.parallax.events.RegionState;
import dev.parallax.events.TriggerView;
import dev.parallax.runtime.mapping.Serving;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A region as the console shows it; its fields are those of the JSON.
 *
 * @param id its id
 * @param name for people
 * @param primary whether it is the configuration's primary
 * @param current whether this health app runs there
 * @param health as of H3, in lower case
 * @param lastVerdict the last health that was not unknown
 * @param cause why, with figures; empty if nothing is known
 * @param serving {@code serving}, {@code standby}, {@code drained}, {@code evacuated}, or {@code
 *     unknown} if nothing is known
 * @param active whether it is the active region of active-passive
 * @param words what it does where that is not plain
 * @param redirect region that stands in for it; null if none does
 * @param standsInFor regions whose work comes here
 * @param epoch of the failover state that it knows
 * @param since when health or serving mode last changed, ms since the epoch; 0 if nothing is known
 * @param agents connected agents
 * @param draining those of them which take no new work
 * @param capacity tasks that the others work on at once
 * @param inFlight tasks they work on, as last published
 * @param capabilities agents that offer each
 * @param executions that ended there within the last minute
 * @param failures of those
 * @param triggers of H5
 */
record RegionView(
    String id,
    String name,
    boolean primary,
    boolean current,
    String health,
    String lastVerdict,
    String cause,
    String serving,
    boolean active,
    List<String> words,
    String redirect,
    List<String> standsInFor,
    long epoch,
    long since,
    int agents,
    int draining,
    long capacity,
    long inFlight,
    Map<String, Integer> capabilities,
    long executions,
    long failures,
    List<Trigger> triggers) {

  /**
   * A further trigger (H5).
   *
   * @param kind which one
   * @param tripped whether it makes the region unhealthy
   * @param figures measured value and bound, for people
   */
  record Trigger(String kind, boolean tripped, String figures) {
    private static Trigger of(TriggerView trigger) {
      return new Trigger(word(trigger.getKind()), trigger.getTripped(), trigger.getFigures());
    }
  }

  /** What else belongs to a region besides its state. */
  record Surroundings(
      boolean current,
      List<String> standsInFor,
      AgentTally.Sum agents,
      RecentTraffic.Minute traffic) {}

  /** Of which nothing is known but the configuration, its agents and its traffic. */
  static RegionView unknown(Region region, Surroundings around) {
    return of(region, new RegionState(), around, "unknown", List.of());
  }

  static RegionView of(Region region, RegionState state, Surroundings around, long now) {
    return of(
        region,
        state,
        around,
        word(state.getServing()),
        new Serving(state, Instant.ofEpochMilli(now)).words());
  }

  private static RegionView of(
      Region region, RegionState state, Surroundings around, String serving, List<String> words) {
    var agents = around.agents();
    return new RegionView(
        region.id(),
        region.name(),
        region.primary(),
        around.current(),
        word(state.getHealth()),
        word(state.getLastVerdict()),
        state.getCause() == null ? "" : state.getCause(),
        serving,
        state.getActive(),
        words,
        state.getRedirect(),
        around.standsInFor(),
        state.getEpoch(),
        state.getSince(),
        agents.connected(),
        agents.draining(),
        agents.capacity(),
        agents.inFlight(),
        agents.capabilities(),
        around.traffic().executions(),
        around.traffic().failures(),
        state.getTriggers() == null
            ? List.of()
            : state.getTriggers().stream().map(Trigger::of).toList());
  }

  /** As people write it; what was never told is unknown. */
  private static String word(Enum<?> value) {
    return value == null ? "unknown" : value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
