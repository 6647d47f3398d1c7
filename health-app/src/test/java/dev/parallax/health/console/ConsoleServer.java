package dev.parallax.health.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The console's routes on a server of their own, over a scene that the test tells. */
final class ConsoleServer implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger opened = new AtomicInteger();
  private final Viewers viewers;
  private final Javalin server;
  final Watch watch;

  /** A stream that is read. */
  record Stream(BufferedReader lines, InputStream body) implements AutoCloseable {
    /** The next event's name, and its data in the line after. */
    List<String> next() {
      try {
        var event = new ArrayList<String>();
        for (var line = lines.readLine(); !"".equals(line); line = lines.readLine()) {
          if (line == null) {
            throw new AssertionError("the stream has ended after " + event);
          }
          event.add(line);
        }
        return event;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    /** As a closed page does. */
    void leave() throws IOException {
      body.close();
    }

    @Override
    public void close() throws IOException {
      leave();
    }
  }

  ConsoleServer(ConsoleAccess access, Viewers.Limits limits, Scene scene) {
    this(access, limits, scene, Duration.ofMinutes(1), true);
  }

  /**
   * @param linger how long is read after the last look
   * @param up whether the app has come up
   */
  ConsoleServer(
      ConsoleAccess access, Viewers.Limits limits, Scene scene, Duration linger, boolean up) {
    this.viewers = new Viewers(limits);
    this.watch = new Watch(scene, this::source, linger);
    var routes =
        new ConsoleRoutes(access, viewers, () -> up ? Optional.of(watch) : Optional.empty());
    this.server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  routes.addTo(config.routes);
                })
            .start("127.0.0.1", 0);
  }

  /** Takes its time, as a consumer does, and brings nothing: the test tells the scene. */
  private Watch.Source source() {
    opened.incrementAndGet();
    return new Watch.Source() {
      @Override
      public void poll() {
        LockSupport.parkNanos(5_000_000);
      }

      @Override
      public void close() {
        opened.decrementAndGet();
      }
    };
  }

  /** How many sources are open: 1 while somebody looks, else 0. */
  int sources() {
    return opened.get();
  }

  int port() {
    return server.port();
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    return http.send(request(method, path, headers), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.noBody());
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  /** Opens the stream, which must be granted. */
  Stream stream() throws Exception {
    var answer = http.send(request("GET", "/api/console/stream"), BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer + ": " + new String(answer.body().readAllBytes(), UTF_8));
    }
    return new Stream(
        new BufferedReader(new InputStreamReader(answer.body(), UTF_8)), answer.body());
  }

  @Override
  public void close() {
    watch.close();
    viewers.close();
    server.stop();
  }
}
