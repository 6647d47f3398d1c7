package dev.parallax.client;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request whose outcome somebody waits for. It is completed by threads of the common pool: what
 * callers chain to it may block, without keeping the next outcome from anybody.
 */
final class Awaited {
  private final ExecutionRequest request;
  private final CompletableFuture<ExecutionOutcome> outcome = new CompletableFuture<>();
  private final AtomicBoolean claimed = new AtomicBoolean();

  Awaited(ExecutionRequest request) {
    this.request = request;
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

  void complete(ExecutionOutcome value) {
    ForkJoinPool.commonPool().execute(() -> outcome.complete(value));
  }

  void fail(RuntimeException fault) {
    ForkJoinPool.commonPool().execute(() -> outcome.completeExceptionally(fault));
  }
}
