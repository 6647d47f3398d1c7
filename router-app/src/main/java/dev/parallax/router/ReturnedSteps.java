package dev.parallax.router;

import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Step;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.TakenSlot;
import dev.parallax.events.TaskResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What another region's control plane says of a part is an event of the execution that it belongs
 * to (P7). It counts for slots that are asked for in that region only (X12).
 *
 * @param answers reads values
 */
record ReturnedSteps(Answers answers) {
  /** In place of a value that was kept back (R5). */
  private static final String KEPT_BACK = "null";

  Step of(ReturnedPart part, Execution execution, long now) {
    var about = part.getSlots().stream().filter(slot -> isThere(slot, part, execution)).toList();
    if (about.isEmpty()) {
      return new Step.Ignored(Step.Cause.UNCONCERNED);
    }
    return switch (part.getKind()) {
      case TAKEN -> execution.onTaken(agents(about), attempts(about), now);
      case REFUSED -> execution.onSentBack(attempts(about), reason(part), now);
      case LOST -> execution.onLost(attempts(about), now);
      case ANSWERED -> answered(part, about.get(0), execution, now);
      case UNKNOWN -> new Step.Ignored(Step.Cause.UNCONCERNED);
    };
  }

  private Step answered(ReturnedPart part, TakenSlot slot, Execution execution, long now) {
    var result =
        TaskResult.newBuilder()
            .setExecutionId(part.getExecutionId())
            .setSlot(slot.getSlot())
            .setAttempt(slot.getAttempt())
            .setAgentId(slot.getAgentId() == null ? "" : slot.getAgentId())
            .setRegion(part.getRegion())
            .setValue(part.getRedacted() ? KEPT_BACK : part.getValue())
            .setConfidence(part.getConfidence())
            .setError(part.getError())
            .build();
    return execution.onAnswer(answers.of(result, execution.slots().size()), now);
  }

  private static boolean isThere(TakenSlot slot, ReturnedPart part, Execution execution) {
    return slot.getSlot() >= 0
        && slot.getSlot() < execution.slots().size()
        && execution.slots().get(slot.getSlot()).attempts().stream()
            .filter(attempt -> attempt.number() == slot.getAttempt())
            .anyMatch(attempt -> attempt.region().equals(part.getRegion()));
  }

  private static Map<Integer, Integer> attempts(List<TakenSlot> slots) {
    var attempts = new HashMap<Integer, Integer>();
    slots.forEach(slot -> attempts.put(slot.getSlot(), slot.getAttempt()));
    return attempts;
  }

  private static Map<Integer, String> agents(List<TakenSlot> slots) {
    var agents = new HashMap<Integer, String>();
    slots.stream()
        .filter(slot -> slot.getAgentId() != null)
        .forEach(slot -> agents.put(slot.getSlot(), slot.getAgentId()));
    return agents;
  }

  private static String reason(ReturnedPart part) {
    return part.getError() == null ? "it does not say why" : Answers.shortened(part.getError());
  }
}
