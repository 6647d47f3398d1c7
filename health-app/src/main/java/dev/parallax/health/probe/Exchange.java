package dev.parallax.health.probe;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One probe: two requests, one after the other, both of which must be answered 200 in time. The
 * first opens a connection where the last one was closed, by either side; the second goes over it
 * and is timed, so that what is measured is one round trip and never a handshake.
 *
 * <p>Confined to the prober's thread, except that the time of an answer is taken where it arrives.
 */
final class Exchange {
  private static final int OK = 200;

  private final HttpClient client;
  private final ScheduledExecutorService thread;
  private final HttpRequest request;
  private final Consumer<Finding> finished;
  private CompletableFuture<HttpResponse<Void>> asking;
  private Future<?> limit;
  private boolean done;

  private record Answer(HttpResponse<Void> response, long at) {}

  private Exchange(
      HttpClient client, ScheduledExecutorService thread, URI ready, Consumer<Finding> finished) {
    this.client = client;
    this.thread = thread;
    this.request = HttpRequest.newBuilder(ready).GET().build();
    this.finished = finished;
  }

  /** Asks; {@code finished} is called once, on {@code thread}, after {@code timeout} at latest. */
  static void begin(
      HttpClient client,
      ScheduledExecutorService thread,
      URI ready,
      Duration timeout,
      Consumer<Finding> finished) {
    var exchange = new Exchange(client, thread, ready, finished);
    exchange.limit =
        thread.schedule(
            () -> exchange.giveUp(timeout), timeout.toMillis(), TimeUnit.MILLISECONDS);
    exchange.ask(opened -> exchange.ask(exchange::end));
  }

  private void ask(Consumer<Double> answered) {
    long askedAt = System.nanoTime();
    asking = client.sendAsync(request, BodyHandlers.discarding());
    asking
        .thenApply(response -> new Answer(response, System.nanoTime()))
        .whenCompleteAsync(
            (answer, fault) -> {
              if (done) {
                return;
              }
              if (fault != null) {
                end(new Finding.Failed(reason(fault)));
              } else if (answer.response().statusCode() != OK) {
                end(new Finding.Failed("status " + answer.response().statusCode()));
              } else {
                answered.accept((answer.at() - askedAt) / 1e6);
              }
            },
            thread);
  }

  private void giveUp(Duration timeout) {
    if (!done) {
      asking.cancel(true);
      end(new Finding.Failed("no answer within " + timeout.toMillis() + " ms"));
    }
  }

  private void end(double latencyMs) {
    end(new Finding.Ready(latencyMs));
  }

  private void end(Finding finding) {
    done = true;
    limit.cancel(false);
    finished.accept(finding);
  }

  /** The JDK's own exceptions often have no message. */
  private static String reason(Throwable fault) {
    var cause = fault instanceof CompletionException ? fault.getCause() : fault;
    if (cause instanceof ConnectException && cause.getMessage() == null) {
      return "no connection"
          + (cause.getCause() == null ? "" : ": " + cause.getCause().getClass().getSimpleName());
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
