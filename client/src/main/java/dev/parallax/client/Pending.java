package dev.parallax.client;

import dev.parallax.events.ExecutionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The requests whose outcomes are awaited, by execution. Safe for use by several threads. */
final class Pending {
  private final ConcurrentMap<String, Awaited> awaited = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Threads.daemon("parallax-client-timer"));

  Pending() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Awaits the outcome of a request.
   *
   * @return what was added, or what is awaited already with this id
   * @throws IllegalArgumentException if another request with this id is awaited
   */
  Awaited add(ExecutionRequest request, Duration patience) {
    var added = new Awaited(request);
    var known = awaited.putIfAbsent(added.executionId(), added);
    if (known == null) {
      limit(added, patience);
      return added;
    }
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
            () -> added.fail(NoOutcomeException.overdue(added.executionId(), patience)),
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
   * Waits until nothing is awaited any more.
   *
   * @return false if something still is after this time
   */
  boolean awaitNone(Duration patience) throws InterruptedException {
    var all = List.copyOf(awaited.values());
    var open = new CountDownLatch(all.size());
    all.forEach(one -> one.onEnd(open::countDown));
    return open.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Fails what is awaited still, as the client is closed. */
  void failRest() {
    awaited.values().forEach(one -> one.fail(NoOutcomeException.closed(one.executionId())));
  }

  /** Ends the timer; call it when nothing is awaited any more. */
  void end() {
    timer.shutdownNow();
  }
}
