package dev.parallax.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports for servers that must know their port before they bind, or come back on it after an
 * outage.
 *
 * <p>They lie below the range from which systems take the source ports of outgoing connections
 * (32768 and up on Linux). A port of that range could be taken by any client while its server is
 * down, or a client that retries could even connect to itself.
 */
final class LoopbackPorts {
  static final String HOST = "127.0.0.1";
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private LoopbackPorts() {}

  /**
   * A port on which nothing listens now.
   *
   * @throws IllegalStateException if none of many tried is free
   */
  static int free() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no free port found on " + HOST + " between " + LOWEST + " and " + HIGHEST);
  }

  /** Whether something accepts connections on this port. */
  static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(address(port), 2_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** This port of {@link #HOST}, without asking a resolver. */
  static InetSocketAddress address(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
