package dev.parallax.client;

import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One agent's work: at most {@code maxConcurrency} tasks run, at most twice as many wait, further
 * ones are refused with an error. What counts as in flight is both, so that the router stops in
 * time. Safe for use by several threads.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);
  private static final int WAITING_PER_RUNNING = 2;

  private final AgentSpec agent;
  private final Executor threads;
  private final Answers answers;
  private final LongSupplier clock;
  private final Consumer<Lane> loadChanged;

  private final Map<Work.Key, Work> accepted = new LinkedHashMap<>();
  private final Deque<Work> waiting = new ArrayDeque<>();
  private int running;
  private boolean left;

  /**
   * @param clock ms since the epoch
   * @param loadChanged told after every change of {@link #inFlight}
   */
  Lane(
      AgentSpec agent,
      Executor threads,
      Answers answers,
      LongSupplier clock,
      Consumer<Lane> loadChanged) {
    this.agent = agent;
    this.threads = threads;
    this.answers = answers;
    this.clock = clock;
    this.loadChanged = loadChanged;
  }

  AgentSpec agent() {
    return agent;
  }

  /** Tasks that are accepted and not answered yet. */
  synchronized int inFlight() {
    return accepted.size();
  }

  /** Takes a task, or says why not. One that is past its deadline, or here already, is ignored. */
  void offer(Work work) {
    if (isPastDeadline(work.task())) {
      about(LOG.atDebug(), work).log("agent {} skips {} past its deadline", agent.id(), work.key());
      return;
    }
    switch (admit(work)) {
      case RUN -> threads.execute(() -> workFrom(work));
      case WAIT -> about(LOG.atTrace(), work).log("agent {} lets {} wait", agent.id(), work.key());
      case REPEATED ->
          about(LOG.atDebug(), work).log("agent {} got {} again", agent.id(), work.key());
      case LEFT ->
          about(LOG.atDebug(), work)
              .log("agent {} has left and ignores {}", agent.id(), work.key());
      case OVERLOADED -> answers.send(work, failed(work, overloaded(), null));
    }
    loadChanged.accept(this);
  }

  private enum Admission {
    RUN,
    WAIT,
    REPEATED,
    LEFT,
    OVERLOADED
  }

  private synchronized Admission admit(Work work) {
    if (left) {
      return Admission.LEFT;
    }
    if (accepted.containsKey(work.key())) {
      return Admission.REPEATED;
    }
    if (running < agent.maxConcurrency()) {
      running++;
      accepted.put(work.key(), work);
      return Admission.RUN;
    }
    if (waiting.size() < WAITING_PER_RUNNING * agent.maxConcurrency()) {
      waiting.add(work);
      accepted.put(work.key(), work);
      return Admission.WAIT;
    }
    return Admission.OVERLOADED;
  }

  /** Stops the work on a slot of an execution; it is not answered (X10). */
  void cancel(String executionId, int slot) {
    accepted().stream().filter(work -> work.isFor(executionId, slot)).forEach(Work::drop);
  }

  /** Stops the work that is not done, answers it with an error, and takes no more. */
  void abandon() {
    for (var work : leave()) {
      if (work.drop()) {
        answers.send(work, failed(work, "agent " + agent.id() + " left before it was done", null));
      }
    }
  }

  private synchronized List<Work> leave() {
    left = true;
    return accepted();
  }

  private synchronized List<Work> accepted() {
    return new ArrayList<>(accepted.values());
  }

  /**
   * Waits until nothing is in flight.
   *
   * @return false if something still is
   */
  boolean awaitIdle(Duration patience) throws InterruptedException {
    return awaitNone(any -> true, patience);
  }

  /**
   * Waits until what is done is also given to the producer.
   *
   * @return false if something still is not
   */
  boolean awaitAnswered(Duration patience) throws InterruptedException {
    return awaitNone(Work::isDone, patience);
  }

  private synchronized boolean awaitNone(Predicate<Work> which, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos();
        accepted.values().stream().anyMatch(which) && left > 0;
        left = end - System.nanoTime()) {
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }
    return accepted.values().stream().noneMatch(which);
  }

  private void workFrom(Work first) {
    for (var work = first; work != null; work = next(work)) {
      if (!isPastDeadline(work.task()) && work.begin()) {
        var result = handle(work);
        if (work.end()) {
          answers.send(work, result);
        }
      }
    }
  }

  private Work next(Work done) {
    Work next;
    synchronized (this) {
      accepted.remove(done.key());
      next = waiting.poll();
      if (next == null) {
        running--;
      }
      notifyAll();
    }
    loadChanged.accept(this);
    return next;
  }

  private TaskResult handle(Work work) {
    long began = System.nanoTime();
    try {
      var answer = agent.handler().handle(work.forHandler());
      if (answer == null) {
        throw new IllegalStateException("the handler gave no answer (null)");
      }
      return answered(work, answer, took(began));
    } catch (Throwable e) {
      // A handler may fail in any way, errors included; its agent goes on.
      about(LOG.atWarn(), work)
          .log("agent {} failed on {}: {}", agent.id(), work.key(), Faults.said(e));
      about(LOG.atDebug().setCause(e), work).log("agent {} failed on {}", agent.id(), work.key());
      return failed(work, error(e), took(began));
    }
  }

  private static long took(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static String error(Throwable e) {
    return e.getMessage() == null || e.getMessage().isBlank()
        ? e.getClass().getName()
        : e.getMessage();
  }

  private String overloaded() {
    return "agent %s is overloaded: %d tasks run and %d wait"
        .formatted(
            agent.id(), agent.maxConcurrency(), WAITING_PER_RUNNING * agent.maxConcurrency());
  }

  private boolean isPastDeadline(ExecutionTask task) {
    return clock.getAsLong() > task.getDeadline();
  }

  private static TaskResult answered(Work work, AgentAnswer answer, Long durationMs) {
    return result(work, durationMs)
        .setValue(answer.value())
        .setConfidence(answer.confidence())
        .setReasoning(answer.reasoning().orElse(null))
        .build();
  }

  private static TaskResult failed(Work work, String error, Long durationMs) {
    return result(work, durationMs).setConfidence(0).setError(error).build();
  }

  private static TaskResult.Builder result(Work work, Long durationMs) {
    var task = work.task();
    return TaskResult.newBuilder()
        .setExecutionId(task.getExecutionId())
        .setSlot(task.getSlot())
        .setAttempt(task.getAttempt())
        .setAgentId(task.getAgentId())
        .setRegion(task.getRegion())
        .setDurationMs(durationMs);
  }

  private static LoggingEventBuilder about(LoggingEventBuilder line, Work work) {
    return TaskLog.about(line, work.task());
  }
}
