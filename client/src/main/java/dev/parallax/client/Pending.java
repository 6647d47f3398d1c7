package dev.parallax.client;

import dev.parallax.events.ExecutionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The requests whose outcomes are awaited, by execution. Safe for use by several threads. */
final class Pending {
  private final ConcurrentMap<String, Awaited> awaited = new ConcurrentHashMap<>();

  /** Discards only after {@link #end}: by then everything that was awaited has been told. */
  private final ExecutorService callbacks =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Threads.daemon("parallax-client-callbacks"),
          new ThreadPoolExecutor.DiscardPolicy());

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Threads.daemon("parallax-client-timer"));

  private final InFlight inFlight;

  /**
   * @param inFlight bounds how many are awaited at once
   */
  Pending(InFlight inFlight) {
    this.inFlight = inFlight;
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Awaits the outcome of a request, for which there must be room. The room is free again once the
   * outcome is there, before anybody is told; and at once if nothing is added.
   *
   * @return what was added, or what is awaited already with this id
   * @throws IllegalArgumentException if another request with this id is awaited
   */
  Awaited add(ExecutionRequest request, Duration patience) {
    var added = new Awaited(request, callbacks, inFlight::leave);
    var known = awaited.putIfAbsent(added.executionId(), added);
    if (known == null) {
      limit(added, patience);
      return added;
    }
    inFlight.leave();
    if (!Requests.sameContent(known.request(), request)) {
      throw new IllegalArgumentException(
          "execution %s is under way with other content; take another execution id"
              .formatted(known.executionId()));
    }
    return known;
  }

  private void limit(Awaited added, Duration patience) {
    var overdue =
        timer.schedule(
            () ->
                added.fail(
                    NoOutcomeException.overdue(added.executionId(), added.isConfirmed(), patience)),
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    added.onEnd(
        () -> {
          overdue.cancel(false);
          awaited.remove(added.executionId(), added);
        });
  }

  Optional<Awaited> find(String executionId) {
    return Optional.ofNullable(awaited.get(executionId));
  }

  /**
   * Waits until nothing is awaited any more and everybody has been told; called by what is chained
   * to an outcome, it does not wait for that one.
   *
   * @return false if something still is after this time
   */
  boolean awaitNone(Duration patience) throws InterruptedException {
    var all = awaited.values().stream().filter(one -> !one.isToldHere()).toList();
    var open = new CountDownLatch(all.size());
    all.forEach(one -> one.onTold(open::countDown));
    return open.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs what callers chain to futures, which may block. */
  Executor callbacks() {
    return callbacks;
  }

  /** The executions that are awaited, sorted. */
  List<String> ids() {
    return awaited.keySet().stream().sorted().toList();
  }

  /** Runs something later, unless it has ended by then. */
  void later(Duration delay, Runnable action) {
    var unused = timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Fails what is awaited still, as the client is closed. */
  void failRest() {
    awaited
        .values()
        .forEach(one -> one.fail(NoOutcomeException.closed(one.executionId(), one.isConfirmed())));
  }

  /** Ends its threads, those of callbacks as they return; call it after {@link #failRest}. */
  void end() {
    timer.shutdownNow();
    callbacks.shutdown();
  }
}
