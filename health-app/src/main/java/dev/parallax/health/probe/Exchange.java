package dev.parallax.health.probe;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * One probe: two requests, one after the other, both of which must be answered 200 in time. The
 * first opens a connection where the last one was closed, by either side; the second goes over it
 * and is timed, so that what is measured is one round trip and never a handshake.
 *
 * <p>Confined to the prober's thread, except that the time of an answer is taken where it arrives.
 */
final class Exchange {
  private static final int OK = 200;
  private static final double NANOS_PER_MS = 1e6;

  private final HttpClient client;
  private final ScheduledExecutorService thread;
  private final HttpRequest request;
  private final Consumer<Finding> finished;
  private CompletableFuture<HttpResponse<Void>> asking;
  private Future<?> limit;
  private boolean done;

  /** What came back, in how many ms; status 0 = nothing did. */
  private record Answer(int status, double ms, String said) {}

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
        thread.schedule(() -> exchange.giveUp(timeout), timeout.toMillis(), TimeUnit.MILLISECONDS);
    exchange.ask(opened -> exchange.ask(exchange::end));
  }

  private void ask(DoubleConsumer answered) {
    long askedAt = System.nanoTime();
    asking = client.sendAsync(request, BodyHandlers.discarding());
    var unused =
        asking
            .thenApply(response -> answer(response.statusCode(), askedAt))
            .exceptionally(fault -> new Answer(0, 0, reason(fault)))
            .thenAcceptAsync(answer -> hear(answer, answered), thread);
  }

  private static Answer answer(int status, long askedAt) {
    double ms = (System.nanoTime() - askedAt) / NANOS_PER_MS;
    return new Answer(status, ms, "status " + status);
  }

  private void hear(Answer answer, DoubleConsumer answered) {
    if (done) {
      return;
    }
    if (answer.status() == OK) {
      answered.accept(answer.ms());
    } else {
      end(new Finding.Failed(answer.said()));
    }
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

  /** For people: the JDK's own exceptions often have no message. */
  private static String reason(Throwable fault) {
    var cause = fault instanceof CompletionException ? fault.getCause() : fault;
    if (cause instanceof ConnectException) {
      return cause.getCause() instanceof UnresolvedAddressException
          ? "its host name is not known here"
          : "no connection: refused, or no way there";
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
