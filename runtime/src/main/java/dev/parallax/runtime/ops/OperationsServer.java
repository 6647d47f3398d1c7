package dev.parallax.runtime.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.access.OperationsAccess;
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
 * {@value WellKnown#PATH}. An app may add to it. {@link OperationsGuard} stands before all of them.
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
  private final Address address;

  /**
   * Where it listens, and who is answered there.
   *
   * @param host address to bind
   * @param port port to bind; 0 = any free one, see {@link OperationsServer#port()}
   */
  public record Address(String host, int port, OperationsSecurity security) {
    boolean isLoopback() {
      return Loopback.isHost(host);
    }
  }

  private record Health(String status, List<Readiness.Reason> reasons) {}

  private OperationsServer(Javalin server, Address address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts a server.
   *
   * @param more adds what else it answers
   * @throws KnownFault if the address cannot be bound
   */
  public static OperationsServer start(
      Address address,
      Readiness readiness,
      Meters meters,
      WellKnown wellKnown,
      Consumer<RoutesConfig> more) {
    var guard = new OperationsGuard(address.security().access(), address.isLoopback());
    var javalin =
        Javalin.create(
            c -> {
              configure(c, address);
              c.routes.before(guard);
              addRoutes(c.routes, new Answers(readiness, meters, wellKnown, guard));
              more.accept(c.routes);
            });
    try {
      var server = new OperationsServer(javalin.start(), address);
      LOG.info("Operations server on {} (/metrics, /health/live, /health/ready)", server.uri());
      warn(address);
      return server;
    } catch (JavalinBindException e) {
      javalin.stop();
      throw new KnownFault(
          "cannot bind the operations server to %s:%d: %s; choose another address by --bind and --port (0 = any free port)"
              .formatted(address.host(), address.port(), rootMessage(e)),
          e);
    }
  }

  private static void warn(Address address) {
    var security = address.security();
    if (address.isLoopback()) {
      return;
    }
    if (!security.asksWhoIsThere()) {
      LOG.warn(
          "The operations server answers everybody who reaches it: set {}, or let only those reach it that may",
          OperationsAccess.TOKEN);
    } else if (security.identity().isEmpty()) {
      LOG.warn(
          "Credentials reach the operations server as they are: set {} and {}, or let something before it speak TLS",
          OperationsSecurity.CERTIFICATE,
          OperationsSecurity.KEY);
    }
  }

  private static void configure(JavalinConfig config, Address address) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    var threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setName("operations");
    threads.setDaemon(true);
    threads.setStopTimeout(STOP_TIMEOUT_MS);
    config.jetty.threadPool = threads;
    config.jetty.addConnector((server, http) -> OperationsConnector.of(server, http, address));
  }

  private record Answers(
      Readiness readiness, Meters meters, WellKnown wellKnown, OperationsGuard guard) {}

  private static void addRoutes(RoutesConfig routes, Answers answers) {
    routes
        .get(
            "/metrics", http -> http.contentType(PROMETHEUS_TEXT).result(answers.meters().scrape()))
        .get("/health/live", http -> json(http, 200, new Health("live", List.of())))
        .get("/health/ready", http -> ready(http, answers))
        .get(WellKnown.PATH, http -> json(http, 200, answers.wellKnown()))
        .exception(Exception.class, OperationsServer::failed);
  }

  private static void failed(Exception fault, Context http) {
    LOG.error("{} failed", http.path(), fault);
    http.status(500);
  }

  /** Reasons name brokers and registries: where there are credentials, strangers get none. */
  private static void ready(Context http, Answers answers) throws JsonProcessingException {
    var reasons = answers.readiness().reasons();
    var guard = answers.guard();
    boolean told = !guard.access().hasCredentials() || guard.isAuthenticated(http);
    json(
        http,
        reasons.isEmpty() ? 200 : 503,
        new Health(reasons.isEmpty() ? "ready" : "not ready", told ? reasons : List.of()));
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
    var host = address.host();
    return URI.create(
        address.security().scheme()
            + "://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
