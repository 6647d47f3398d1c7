package dev.parallax.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parallax.schemas.RegistryException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One question to whichever URL answers, repeated within the time budget. */
final class RegistryHttp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private final HttpClient client;
  private final List<URI> urls;
  private final String authorization;
  private final Duration requestTimeout;
  private final Duration timeBudget;
  private final Duration firstPause;
  private final Duration maxPause;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Index of the URL that answered last: asked first. */
  private volatile int preferred;

  RegistryHttp(SchemaRegistryClient.Builder builder) {
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(builder.requestTimeout);
    if (builder.sslContext != null) {
      http.sslContext(builder.sslContext);
    }
    this.client = http.build();
    this.urls = builder.urls;
    this.authorization = builder.authorization;
    this.requestTimeout = builder.requestTimeout;
    this.timeBudget = builder.timeBudget;
    this.firstPause = builder.backoff;
    this.maxPause = builder.maxBackoff;
  }

  /**
   * The answer's JSON body.
   *
   * @param body sent as JSON; null for none
   * @param about what is asked for, for messages
   */
  JsonNode exchange(String method, String path, JsonNode body, String about) {
    long end = System.nanoTime() + timeBudget.toNanos();
    long pause = firstPause.toNanos();
    RegistryException last = null;
    int start = preferred;
    for (int attempt = 0; !isToldToEnd(); attempt++) {
      int url = (start + attempt) % urls.size();
      long left = end - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        JsonNode answer = once(urls.get(url), method, path, body, about, share(left, attempt));
        preferred = url;
        return answer;
      } catch (RegistryException e) {
        if (!e.retriable()) {
          throw e;
        }
        last = tellingMore(last, e);
      }
      if ((attempt + 1) % urls.size() == 0) {
        pause(Math.min(jittered(pause), end - System.nanoTime()));
        pause = Math.min(2 * pause, maxPause.toNanos());
      }
    }
    throw givenUp(about, last);
  }

  /** The last attempt is cut short by the budget: that it timed out must not hide the reason. */
  private static RegistryException tellingMore(RegistryException before, RegistryException now) {
    return before != null && now.getCause() instanceof TimeoutException ? before : now;
  }

  /** A URL that hangs leaves time for those not tried yet. */
  private long share(long left, int attempt) {
    return Math.min(requestTimeout.toNanos(), left / Math.max(1, urls.size() - attempt));
  }

  private JsonNode once(
      URI url, String method, String path, JsonNode body, String about, long timeoutNanos) {
    HttpResponse<byte[]> response = send(request(url, method, path, body), timeoutNanos);
    JsonNode answer = json(response.body());
    if (response.statusCode() / 100 == 2 && !answer.isMissingNode()) {
      return answer;
    }
    throw RegistryErrors.of(response.statusCode(), answer, response.uri(), about);
  }

  private HttpRequest request(URI url, String method, String path, JsonNode body) {
    String base = url.toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Accept", CONTENT_TYPE + ", application/json;q=0.9")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", CONTENT_TYPE);
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  /** The request's own timeout would end with the headers; this one covers the body too. */
  private HttpResponse<byte[]> send(HttpRequest request, long timeoutNanos) {
    var answer = client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return answer.get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      long ms = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
      throw unreachable(request.uri() + " did not answer within " + ms + " ms", e);
    } catch (ExecutionException e) {
      throw unreachable(request.uri() + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw unreachable(request.uri() + ": interrupted", e);
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new IllegalStateException("reading a byte array failed", e);
    }
  }

  private static RegistryException unreachable(String message, Throwable cause) {
    return new RegistryException(Kind.UNREACHABLE, message, cause);
  }

  private static long jittered(long nanos) {
    return nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1);
  }

  private void pause(long nanos) {
    try {
      if (Thread.currentThread().isInterrupted() || closed.await(nanos, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isToldToEnd() {
    return isClosed() || Thread.currentThread().isInterrupted();
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private RegistryException givenUp(String about, RegistryException last) {
    String detail = last == null ? "" : ", last: " + last.getMessage();
    return new RegistryException(
        Kind.UNREACHABLE,
        "schema registry " + urls + " not reachable for " + about + ": " + why() + detail,
        last);
  }

  private String why() {
    if (isClosed()) {
      return "the client is closed";
    }
    return Thread.currentThread().isInterrupted()
        ? "the thread was interrupted"
        : "gave up after " + timeBudget.toMillis() + " ms";
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
