package dev.parallax.client;

/**
 * Does an agent's work. Called by up to {@code maxConcurrency} threads at once.
 *
 * <p>Tasks are delivered at least once (X2): doing the same one twice must do no harm. {@link
 * AgentTask#idempotencyKey} tells them apart.
 */
@FunctionalInterface
public interface TaskHandler {
  /**
   * Answers a task.
   *
   * @return the answer, never null
   * @throws Exception if the task cannot be done: its message becomes the error of the result
   * @throws InterruptedException if it was interrupted, because the execution was cancelled or the
   *     agent leaves
   */
  AgentAnswer handle(AgentTask task) throws Exception;
}
