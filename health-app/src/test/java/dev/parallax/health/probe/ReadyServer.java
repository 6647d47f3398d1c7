package dev.parallax.health.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A region's control plane as far as a prober sees it. */
final class ReadyServer implements AutoCloseable {
  final AtomicInteger requests = new AtomicInteger();
  final AtomicInteger underWay = new AtomicInteger();
  final AtomicInteger mostUnderWay = new AtomicInteger();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What becomes of a request; {@code number} counts from 1. */
  interface Handler {
    void handle(HttpExchange exchange, int number) throws IOException, InterruptedException;
  }

  private ReadyServer(HttpServer server) {
    this.server = server;
  }

  static ReadyServer start(String path, Handler handler) throws IOException {
    var started =
        new ReadyServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    started.server.setExecutor(started.threads);
    started.server.createContext(path, exchange -> started.handle(exchange, handler));
    started.server.start();
    return started;
  }

  static ReadyServer answering(int status) throws IOException {
    return start("/health/ready", (exchange, number) -> answer(exchange, status));
  }

  static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  private void handle(HttpExchange exchange, Handler handler) throws IOException {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try (exchange) {
      handler.handle(exchange, requests.incrementAndGet());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.decrementAndGet();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
