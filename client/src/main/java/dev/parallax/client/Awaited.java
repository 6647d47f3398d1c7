package dev.parallax.client;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request whose outcome somebody waits for. It is completed by threads of its own: what callers
 * chain to it may block, without keeping the next outcome from anybody.
 */
final class Awaited {
  private final ExecutionRequest request;
  private final Executor callbacks;
  private final CompletableFuture<ExecutionOutcome> outcome = new CompletableFuture<>();
  private final CompletableFuture<Void> told = new CompletableFuture<>();
  private final AtomicReference<Thread> teller = new AtomicReference<>();
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final Runnable whenOver;
  private volatile boolean confirmed;

  /**
   * @param callbacks runs what callers chain to the outcome
   * @param whenOver runs before anybody is told: what is chained to it may ask for another
   *     execution
   */
  Awaited(ExecutionRequest request, Executor callbacks, Runnable whenOver) {
    this.request = request;
    this.callbacks = callbacks;
    this.whenOver = whenOver;
  }

  ExecutionRequest request() {
    return request;
  }

  String executionId() {
    return request.getExecutionId();
  }

  /** True for the first who asks: the one who sends it. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** The broker has it. */
  void confirm() {
    confirmed = true;
  }

  boolean isConfirmed() {
    return confirmed;
  }

  /** A future of one caller's own, which that caller may cancel without any effect on others. */
  CompletableFuture<ExecutionOutcome> view() {
    return Futures.view(outcome);
  }

  boolean isDone() {
    return outcome.isDone();
  }

  void onEnd(Runnable action) {
    var unused = outcome.whenComplete((value, fault) -> action.run());
  }

  /** When every caller has been told, and what they chained to it has returned. */
  void onTold(Runnable action) {
    var unused = told.whenComplete((nothing, fault) -> action.run());
  }

  /** Whether this thread is in what a caller chained to it. */
  boolean isToldHere() {
    return teller.get() == Thread.currentThread();
  }

  void complete(ExecutionOutcome value) {
    callbacks.execute(() -> tell(() -> outcome.complete(value)));
  }

  void fail(RuntimeException fault) {
    callbacks.execute(() -> tell(() -> outcome.completeExceptionally(fault)));
  }

  private void tell(Runnable telling) {
    if (teller.compareAndSet(null, Thread.currentThread())) {
      whenOver.run();
      telling.run();
      told.complete(null);
    }
  }
}
