package dev.parallax.runtime.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An operations server with a route that changes something, asked as anybody may ask. */
final class GuardedServer implements AutoCloseable {
  private static final WellKnown WELL_KNOWN =
      new WellKnown(
          "kafka:9092",
          List.of(URI.create("http://registry:8081")),
          "parallax.",
          12,
          "us-east-1",
          List.of("us-east-1"),
          10_000);

  private final Readiness readiness = new Readiness();
  private final Meters meters = new Meters(List.of("us-east-1"), Set.of(), "c0ffee123456");
  private final OperationsServer server;

  GuardedServer(String host, Map<String, String> environment) {
    readiness.check("broker", () -> Optional.of("kafka.internal:9092 does not answer"));
    server =
        OperationsServer.start(
            new OperationsServer.Address(host, 0, OperationsSecurity.of(environment)),
            readiness,
            meters,
            WELL_KNOWN,
            routes -> routes.post("/change", http -> http.result("changed")));
  }

  int port() {
    return server.port();
  }

  URI uri() {
    return server.uri();
  }

  /**
   * What is answered to a request whose headers, {@code Host} too, are the caller's own.
   *
   * @return status line, headers and body
   */
  String ask(String method, String path, String... headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      var host = List.of(headers).stream().anyMatch(header -> header.startsWith("Host:"));
      var request =
          "%s %s HTTP/1.1\r\n%sContent-Length: 0\r\nConnection: close\r\n%s\r\n"
              .formatted(
                  method,
                  path,
                  host ? "" : "Host: 127.0.0.1:" + port() + "\r\n",
                  String.join("", List.of(headers).stream().map(line -> line + "\r\n").toList()));
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** The status of what is answered. */
  int status(String method, String path, String... headers) throws IOException {
    return Integer.parseInt(
        ask(method, path, headers).substring("HTTP/1.1 ".length()).substring(0, 3));
  }

  @Override
  public void close() {
    server.close();
    meters.close();
  }
}
