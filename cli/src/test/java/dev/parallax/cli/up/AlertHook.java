package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parallax.cli.console.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an operator has behind Alertmanager: takes its notifications. */
final class AlertHook implements AutoCloseable {
  private final HttpServer server;
  private final List<Told> told = new CopyOnWriteArrayList<>();

  /**
   * One alert of a notification.
   *
   * @param alert its name
   * @param region its label; empty if it has none
   * @param status {@code firing} or {@code resolved}
   * @param summary its annotation
   * @param runbook its annotation
   */
  record Told(String alert, String region, String status, String summary, String runbook) {
    private static Told of(JsonNode alert) {
      return new Told(
          alert.at("/labels/alertname").asText(),
          alert.at("/labels/region").asText(),
          alert.get("status").asText(),
          alert.at("/annotations/summary").asText(),
          alert.at("/annotations/runbook").asText());
    }
  }

  AlertHook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = Json.parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      body.get("alerts").forEach(alert -> told.add(Told.of(alert)));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** What was told of an alert, in order; each is repeated for as long as it is so. */
  List<Told> of(String alert) {
    return told.stream().filter(one -> one.alert().equals(alert)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
