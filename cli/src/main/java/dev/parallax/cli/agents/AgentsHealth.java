package dev.parallax.cli.agents;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers {@code GET /health/ready} on one address: 200 if nothing is wrong, else 503, with the
 * reasons as JSON either way.
 */
final class AgentsHealth implements AutoCloseable {
  private static final String PATH = "/health/ready";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;
  private static final int UNAVAILABLE = 503;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(AgentsHealth::daemon);
  private final Supplier<List<String>> problems;

  private AgentsHealth(HttpServer server, Supplier<List<String>> problems) {
    this.server = server;
    this.problems = problems;
  }

  /**
   * Starts to answer.
   *
   * @param host address to bind
   * @param port 0 for any that is free
   * @param problems what is wrong at the moment, for people
   * @throws IOException if it cannot listen there
   */
  static AgentsHealth listen(String host, int port, Supplier<List<String>> problems)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getByName(host), port);
    var health = new AgentsHealth(HttpServer.create(address, 0), problems);
    health.server.createContext("/", health::answer);
    // The server's own thread would let one caller that stalls hold up all others.
    health.server.setExecutor(health.threads);
    health.server.start();
    return health;
  }

  /** Where it answers on this machine, without the path. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "agents-health");
    thread.setDaemon(true);
    return thread;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var method = exchange.getRequestMethod();
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(WRONG_METHOD, -1);
      } else {
        answerReady(exchange, method.equals("HEAD"));
      }
    }
  }

  private void answerReady(HttpExchange exchange, boolean headersOnly) throws IOException {
    var reasons = problems.get();
    var body = new LinkedHashMap<String, Object>();
    body.put("ready", reasons.isEmpty());
    body.put("reasons", reasons);
    var bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(
        reasons.isEmpty() ? OK : UNAVAILABLE, headersOnly ? -1 : bytes.length);
    if (!headersOnly) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
