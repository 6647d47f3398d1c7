package dev.parallax.core.execution;

import dev.parallax.core.execution.Step.Vacancy;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fills the slots of a retry.
 *
 * @param retry that asked
 */
record Replacement(Step.Retry retry) {

  Step by(List<Assignment> found, String whyNotAll) {
    requireFitting(found);
    var bySlot = found.stream().collect(Collectors.toMap(Assignment::slot, Function.identity()));
    var next = retry.next();
    for (var vacancy : retry.vacancies()) {
      var assignment = bySlot.get(vacancy.slot());
      var slot = next.slots().get(vacancy.slot());
      next =
          next.with(
              assignment == null
                  ? abandoned(slot, whyNotAll)
                  : slot.replaced(attempt(vacancy, assignment)));
    }
    return next.settled(retry.now());
  }

  private Attempt attempt(Vacancy vacancy, Assignment to) {
    var execution = retry.next();
    return Attempt.open(
        vacancy.attempt(),
        to.agentId(),
        to.region(),
        retry.now(),
        execution.rules().dueAt(retry.now(), execution.deadline()));
  }

  private static Slot abandoned(Slot slot, String why) {
    var failed = slot.current().failed().orElseThrow();
    return slot.ended(
        new End.Failed(
            failed.cause(), failed.reason() + "; nobody else to ask: " + why, failed.at()));
  }

  private void requireFitting(List<Assignment> found) {
    var slots = retry.vacancies().stream().map(Vacancy::slot).collect(Collectors.toSet());
    var agents = new HashSet<>(retry.excludedAgents());
    for (var assignment : found) {
      if (!slots.remove(assignment.slot())) {
        throw new IllegalArgumentException("slot " + assignment.slot() + " is not to be filled");
      }
      if (!agents.add(assignment.agentId())) {
        throw new IllegalArgumentException("agent " + assignment.agentId() + " is excluded");
      }
    }
  }
}
