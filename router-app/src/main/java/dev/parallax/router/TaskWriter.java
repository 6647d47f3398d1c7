package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.execution.Execution;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Target;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.util.function.Supplier;

/**
 * One task per chosen agent and slot, keyed by agent id, on the partition that the agent reads
 * (X2).
 *
 * @param encoders of this thread
 * @param forwards writes those for other regions' control planes (P7)
 * @param row of the execution
 * @param execution in which the agents are asked
 */
record TaskWriter(
    Encoders encoders, ForwardWriter forwards, ExecutionRow row, Execution execution) {

  /**
   * @param routed its targets are numbered by the execution's slots
   * @param request the request's record as it came; asked for if it is forwarded
   */
  void write(
      Routed routed, Accepted accepted, Supplier<byte[]> request, long epoch, Effects effects) {
    forwards.execute(routed, row, execution, request, epoch, effects);
    var headers = CarriedHeaders.headers(row.getHeaders());
    for (var target : routed.targets()) {
      if (forwards.federation().isElsewhere(target.region())) {
        continue;
      }
      effects.emit(
          Sinks.tasks(target.region()),
          target.agentId().getBytes(UTF_8),
          new Addressed(target.partition(), encoders.task(task(target, routed, accepted, epoch))),
          headers);
    }
  }

  private ExecutionTask task(Target target, Routed routed, Accepted accepted, long epoch) {
    var attempt = execution.slots().get(target.slot()).current();
    return new ExecutionTask(
        execution.id(),
        target.slot(),
        attempt.number(),
        TaskKind.EXECUTE,
        row.getPattern(),
        row.getPatternVersion(),
        routed.explanation().requiredCapabilities(),
        accepted.event().getInput(),
        target.agentId(),
        target.region(),
        attempt.dueAt(),
        epoch);
  }
}
