package dev.parallax.client;

import dev.parallax.events.ExecutionTask;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** One task in this process, from its arrival until it is answered or dropped. */
final class Work {
  /** The same key twice is the same delivery repeated. */
  record Key(String executionId, int slot, int attempt) {}

  private final ExecutionTask task;
  private final Headers headers;
  private Thread worker;
  private boolean dropped;
  private boolean done;

  Work(ExecutionTask task, Headers headers) {
    this.task = task;
    this.headers = headers;
  }

  ExecutionTask task() {
    return task;
  }

  Headers headers() {
    return headers;
  }

  Key key() {
    return new Key(task.getExecutionId(), task.getSlot(), task.getAttempt());
  }

  boolean isFor(String executionId, int slot) {
    return task.getExecutionId().equals(executionId) && task.getSlot() == slot;
  }

  /**
   * Lets this thread work on it.
   *
   * @return false if it was dropped while it waited
   */
  synchronized boolean begin() {
    if (!dropped) {
      worker = Thread.currentThread();
    }
    return !dropped;
  }

  /**
   * This thread has worked on it.
   *
   * @return false if it was dropped meanwhile: there is nothing to answer
   */
  synchronized boolean end() {
    worker = null;
    // An interrupt was meant for this task and must not meet the next one of this thread.
    Thread.interrupted();
    done = !dropped;
    return done;
  }

  /**
   * Interrupts it if somebody works on it, and lets nobody begin.
   *
   * @return false if it was dropped before, or is done: then its own answer is on its way
   */
  synchronized boolean drop() {
    if (dropped || done) {
      return false;
    }
    dropped = true;
    if (worker != null) {
      worker.interrupt();
    }
    return true;
  }

  /** Whether it was worked on to its end without being dropped. */
  synchronized boolean isDone() {
    return done;
  }

  AgentTask forHandler() {
    return AgentTask.of(task, texts(headers));
  }

  private static Map<String, String> texts(Headers headers) {
    var texts = new HashMap<String, String>();
    for (Header header : headers) {
      if (header.value() != null) {
        texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}
