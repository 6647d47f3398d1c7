package dev.parallax.router;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * The stores of one task.
 *
 * @param executions those that were decided
 * @param held those that wait (R17)
 * @param forwarded parts of other control planes' executions (P7); null where there are none
 * @param traffic of the current second
 */
record RouterStores(
    ExecutionStore executions, HeldStore held, ForwardedStore forwarded, Traffic traffic) {

  /**
   * @param idempotence of executions
   */
  static RouterStores open(
      ProcessorContext<?, ?> context, Duration idempotence, Federation federation) {
    return new RouterStores(
        ExecutionStore.open(
            context.getStateStore(ExecutionStore.NAME),
            context.getStateStore(ExecutionStore.REQUESTS),
            idempotence),
        HeldStore.open(context.getStateStore(HeldStore.NAME)),
        federation.isOn()
            ? ForwardedStore.open(context.getStateStore(ForwardedStore.NAME), federation.here())
            : null,
        new Traffic(context.getStateStore(Traffic.NAME), context.taskId().partition()));
  }

  /**
   * Whether agents may have been asked that have not answered yet, for executions of whomever. For
   * the start: an own execution that has ended counts as well.
   */
  boolean mayAwaitAnswers() {
    return !executions.wasEmpty() || (forwarded != null && forwarded.open().size() > 0);
  }
}
