package dev.parallax.runtime.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.runtime.fault.KnownFault;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of every app: {@code /metrics} (Prometheus' text format), {@code /health/live}
 * (200 while the process answers), {@code /health/ready} (200, or 503 with what is missing, H8) and
 * {@value WellKnown#PATH}. An app may add to it.
 */
public final class OperationsServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OperationsServer.class);
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final int MAX_THREADS = 16;

  /**
   * An answer that is under way may be finished; the default of 5 s would be waited for in vain.
   */
  private static final long STOP_TIMEOUT_MS = 300;

  private static final JsonMapper JSON = new JsonMapper();

  private final Javalin server;
  private final String host;

  private record Health(String status, List<Readiness.Reason> reasons) {}

  private OperationsServer(Javalin server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Starts a server.
   *
   * @param host address to bind
   * @param port port to bind; 0 = any free one, see {@link #port()}
   * @param more adds what else it answers
   * @throws KnownFault if the address cannot be bound
   */
  public static OperationsServer start(
      String host,
      int port,
      Readiness readiness,
      Meters meters,
      WellKnown wellKnown,
      Consumer<RoutesConfig> more) {
    var javalin =
        Javalin.create(
            c -> {
              configure(c, readiness, meters, wellKnown);
              more.accept(c.routes);
            });
    try {
      var server = new OperationsServer(javalin.start(host, port), host);
      LOG.info("Operations server on {} (/metrics, /health/live, /health/ready)", server.uri());
      return server;
    } catch (JavalinBindException e) {
      javalin.stop();
      throw new KnownFault(
          "cannot bind the operations server to %s:%d: %s; choose another address by --bind and --port (0 = any free port)"
              .formatted(host, port, rootMessage(e)),
          e);
    }
  }

  private static void configure(
      JavalinConfig config, Readiness readiness, Meters meters, WellKnown wellKnown) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    var threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setName("operations");
    threads.setDaemon(true);
    threads.setStopTimeout(STOP_TIMEOUT_MS);
    config.jetty.threadPool = threads;
    config
        .routes
        .get("/metrics", http -> http.contentType(PROMETHEUS_TEXT).result(meters.scrape()))
        .get("/health/live", http -> json(http, 200, new Health("live", List.of())))
        .get("/health/ready", http -> ready(http, readiness))
        .get(WellKnown.PATH, http -> json(http, 200, wellKnown))
        .exception(Exception.class, OperationsServer::failed);
  }

  private static void failed(Exception fault, Context http) {
    LOG.error("{} failed", http.path(), fault);
    http.status(500);
  }

  private static void ready(Context http, Readiness readiness) throws JsonProcessingException {
    var reasons = readiness.reasons();
    if (reasons.isEmpty()) {
      json(http, 200, new Health("ready", reasons));
    } else {
      json(http, 503, new Health("not ready", reasons));
    }
  }

  private static void json(Context http, int status, Object body) throws JsonProcessingException {
    http.status(status).contentType("application/json").result(JSON.writeValueAsString(body));
  }

  private static String rootMessage(Throwable fault) {
    var root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  /** The port that is bound, 1..65535. */
  public int port() {
    return server.port();
  }

  /** Base address of the server. */
  public URI uri() {
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
