package dev.parallax.router;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * The stores of one task.
 *
 * @param executions those that were decided
 * @param held those that wait (R17)
 * @param traffic of the current second
 */
record RouterStores(ExecutionStore executions, HeldStore held, Traffic traffic) {

  static RouterStores open(ProcessorContext<?, ?> context) {
    return new RouterStores(
        ExecutionStore.open(
            context.getStateStore(ExecutionStore.NAME),
            context.getStateStore(ExecutionStore.REQUESTS)),
        HeldStore.open(context.getStateStore(HeldStore.NAME)),
        new Traffic(context.getStateStore(Traffic.NAME), context.taskId().partition()));
  }
}
