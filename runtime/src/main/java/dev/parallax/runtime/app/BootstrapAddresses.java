package dev.parallax.runtime.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Why no broker answers: Kafka's clients say only that none did. */
final class BootstrapAddresses {

  private static final int CONNECT_TIMEOUT_MS = 1_000;

  private BootstrapAddresses() {}

  /**
   * What a connection to each of these addresses meets, such as {@code localhost:9092: refused}.
   */
  static String diagnose(String bootstrapServers) {
    return Arrays.stream(bootstrapServers.split(","))
        .map(String::trim)
        .map(address -> address + ": " + connect(address))
        .collect(Collectors.joining(", "));
  }

  private static String connect(String address) {
    int colon = address.lastIndexOf(':');
    try (var socket = new Socket()) {
      var target =
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
      if (target.isUnresolved()) {
        return "unknown host";
      }
      socket.connect(target, CONNECT_TIMEOUT_MS);
      return "connected, but no Kafka broker answered (still starting, or TLS or SASL is wanted: see kafka.properties)";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return "no host:port";
    }
  }
}
