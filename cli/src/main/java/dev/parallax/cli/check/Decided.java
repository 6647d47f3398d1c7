package dev.parallax.cli.check;

import dev.parallax.events.DecisionResult;
import dev.parallax.events.RoutingDecision;
import java.util.List;

/**
 * A decision.
 *
 * @param at the record
 * @param attempt from 1
 * @param routed whether it found agents
 * @param reason why not (R19); empty if it did
 * @param targets whom it chose
 * @param epoch of the failover state that it saw
 */
record Decided(
    Place at, int attempt, boolean routed, String reason, List<Chosen> targets, long epoch) {

  /** One chosen agent; in another control plane's region it has a made-up name. */
  record Chosen(int slot, String region, String agent) {}

  static Decided of(Place at, RoutingDecision decision) {
    return new Decided(
        at,
        decision.getAttempt(),
        decision.getResult() == DecisionResult.ROUTED,
        decision.getReason() == null ? "" : decision.getReason(),
        decision.getTargets().stream()
            .map(target -> new Chosen(target.getSlot(), target.getRegion(), target.getAgentId()))
            .toList(),
        decision.getEpoch());
  }
}
