package dev.parallax.cli.up;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A child that ends before it is ready, as often as it is told, and is ready the next time. */
public final class LateRiser {
  private LateRiser() {}

  /**
   * Of {@code FILE STATUS TIMES --port N}: ends with this status so many times; the file holds a
   * byte for each.
   */
  public static void main(String[] args) throws IOException {
    var ends = Path.of(args[0]);
    var before = Files.exists(ends) ? Files.readAllBytes(ends) : new byte[0];
    int port = Integer.parseInt(args[4]);
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
    System.out.println("listens: http://127.0.0.1:" + server.getAddress().getPort());
    if (before.length < Integer.parseInt(args[2])) {
      Files.write(ends, new byte[before.length + 1]);
      System.exit(Integer.parseInt(args[1]));
    }
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
