package dev.parallax.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parallax.events.RegionTraffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationRaceTest {
  private static final String CONFLICT =
      "{\"error_code\":409,\"message\":\"An artifact with ID 's' already exists.\"}";
  private HttpServer registry;

  @AfterEach
  void stop() {
    registry.stop(0);
  }

  @Test
  void takesTheIdThatAnotherProcessRegisteredAtTheSameMoment() throws IOException {
    try (var client = client(200, "{\"id\":7}")) {
      assertThat(client.register("s", RegionTraffic.getClassSchema())).isEqualTo(7);
    }
  }

  @Test
  void refusesASchemaThatTheSubjectDoesNotHave() throws IOException {
    try (var client = client(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}")) {
      assertThatThrownBy(() -> client.register("s", RegionTraffic.getClassSchema()))
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.INCOMPATIBLE));
    }
  }

  /** A registry that refuses to register, and answers this to a lookup. */
  private SchemaRegistryClient client(int status, String lookup) throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/subjects/s/versions", exchange -> answer(exchange, 409, CONFLICT));
    registry.createContext("/subjects/s", exchange -> answer(exchange, status, lookup));
    registry.start();
    var url = URI.create("http://127.0.0.1:" + registry.getAddress().getPort());
    return SchemaRegistryClient.builder(List.of(url)).build();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
