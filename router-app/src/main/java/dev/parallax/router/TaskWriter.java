package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Target;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.SlotRow;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.util.ArrayList;

/**
 * One task per chosen agent and slot, keyed by agent id, on the partition that the agent reads
 * (X2).
 *
 * @param encoders of this thread
 * @param row gets the slots
 */
record TaskWriter(Encoders encoders, ExecutionRow row) {

  void write(Routed routed, Accepted accepted, long epoch, Effects effects) {
    var headers = CarriedHeaders.headers(row.getHeaders());
    var slots = new ArrayList<SlotRow>(routed.targets().size());
    for (var target : routed.targets()) {
      slots.add(
          SlotRow.newBuilder()
              .setAttempt(row.getAttempt())
              .setAgentId(target.agentId())
              .setRegion(target.region())
              .build());
      effects.emit(
          Sinks.tasks(target.region()),
          target.agentId().getBytes(UTF_8),
          new Addressed(target.partition(), encoders.task(task(target, routed, accepted, epoch))),
          headers);
    }
    row.setSlots(slots);
  }

  private ExecutionTask task(Target target, Routed routed, Accepted accepted, long epoch) {
    return new ExecutionTask(
        accepted.request().executionId(),
        target.slot(),
        row.getAttempt(),
        TaskKind.EXECUTE,
        row.getPattern(),
        row.getPatternVersion(),
        routed.explanation().requiredCapabilities(),
        accepted.event().getInput(),
        target.agentId(),
        target.region(),
        row.getDeadline(),
        epoch);
  }
}
