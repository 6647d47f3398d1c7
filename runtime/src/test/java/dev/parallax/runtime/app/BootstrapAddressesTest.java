package dev.parallax.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class BootstrapAddressesTest {

  @Test
  void saysWhatEachAddressMeets() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              BootstrapAddresses.diagnose(
                  "127.0.0.1:1, 127.0.0.1:" + silent.getLocalPort() + ",no-port,h.invalid:9092"))
          .isEqualTo(
              "127.0.0.1:1: Connection refused, 127.0.0.1:"
                  + silent.getLocalPort()
                  + ": connected, but no Kafka broker answered (still starting, or TLS or SASL is"
                  + " wanted: see kafka.properties), no-port: no host:port, h.invalid:9092: unknown"
                  + " host");
    }
  }
}
