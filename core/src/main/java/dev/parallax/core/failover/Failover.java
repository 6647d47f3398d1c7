package dev.parallax.core.failover;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The failover of a set of regions as a pure function of what happens (F1 to F7): the same events
 * in the same order lead to the same state. There must be one writer of the state.
 *
 * @param rules by which work moves
 */
public record Failover(FailoverRules rules) {

  /**
   * The state to begin with: the known one, as far as the configuration of now still allows it.
   * Regions that are not defined any more are undrained and return from where they were evacuated;
   * an active region that left the order makes way for the primary. Another mode begins anew with
   * its primary, and ends evacuations where it has none.
   *
   * @param known of before; absent if there is none
   */
  public Step begin(Optional<FailoverState> known, long now) {
    if (known.isEmpty()) {
      return new Step(FailoverState.begin(rules), List.of());
    }
    var draft = new Draft(known.get(), rules, new Sight(Map.of()), now);
    Reconfiguration.apply(draft);
    return draft.step();
  }

  /**
   * The state after an event, and what it tells. Whatever the event, what happens by itself is
   * asked again afterwards ("retried at every change of state", F2).
   *
   * @param now local time, which dates changes and by which cooldown, delay and ramp are measured
   */
  public Step step(FailoverState state, Event event, long now) {
    var draft = new Draft(state, rules, event.sight(), now);
    if (event instanceof Event.Ordered ordered) {
      obey(ordered, draft);
    }
    if (rules.activePassive()) {
      Automatic.act(draft);
    }
    return draft.step();
  }

  private void obey(Event.Ordered ordered, Draft draft) {
    var command = ordered.command();
    if (draft.commands.hold(command.id(), ordered.appendedAt())) {
      return;
    }
    draft.commands = draft.commands.with(command.id(), ordered.appendedAt());
    var refusal = Refusals.of(command, rules);
    if (refusal.isPresent()) {
      draft.refuse(command, refusal.get());
    } else {
      obey(command, draft);
    }
  }

  private void obey(Command command, Draft draft) {
    switch (command.kind()) {
      case FAILOVER -> {
        if (rules.activePassive()) {
          ActivePassive.failover(command, draft);
        } else {
          Evacuation.failover(command, draft);
        }
      }
      case FAILBACK -> {
        if (rules.activePassive()) {
          ActivePassive.failback(command, draft);
        } else {
          Evacuation.failback(command, draft);
        }
      }
      case DRAIN -> Draining.drain(command, draft);
      case UNDRAIN -> Draining.undrain(command, draft);
      case UNKNOWN -> throw new IllegalStateException("an unknown command is refused before");
    }
  }
}
