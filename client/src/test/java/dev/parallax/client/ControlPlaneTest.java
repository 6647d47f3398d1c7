package dev.parallax.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.parallax.schemas.access.OperationsAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPlaneTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsWhereTheClusterIsAndIgnoresTheRest() {
    answer(
        200,
        """
        {"bootstrapServers": "a:9092,b:9092", "schemaRegistryUrls": ["http://r:8081/x", "http://s"],
         "topicPrefix": "acme.", "partitions": 12, "currentRegion": "us-east-1",
         "regions": ["us-east-1", "eu-west-1"], "agentHeartbeatMs": 2500, "later": {}}
        """);

    assertThat(ask(url("/")))
        .isEqualTo(
            new ControlPlane(
                "a:9092,b:9092",
                List.of(URI.create("http://r:8081/x"), URI.create("http://s")),
                "acme.",
                List.of("us-east-1", "eu-west-1"),
                Optional.of(Duration.ofMillis(2_500))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {} | answers HTTP 404; check controlPlaneUrl",
        "200 | <html> | is no control plane's document: Unexpected character",
        "200 | {} | is no control plane's document: it has no schemaRegistryUrls; check controlPlaneUrl",
        "200 | {\"schemaRegistryUrls\":[]} | schemaRegistryUrls is empty",
        "200 | {\"schemaRegistryUrls\":[\"http://r\"]} | it has no bootstrapServers"
      })
  void saysWhatIsWrongWithTheAnswer(int status, String body, String message) {
    answer(status, body);

    assertThatThrownBy(() -> ask(url("")))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining(url("") + "/.well-known/parallax")
        .hasMessageContaining(message);
  }

  @Test
  void saysThatNobodyAnswers() {
    var url = url("");
    server.stop(0);

    assertThatThrownBy(() -> ask(url))
        .isInstanceOf(ParallaxException.class)
        .hasMessageStartingWith("control plane " + url + "/.well-known/parallax does not answer (")
        .hasMessageEndingWith("check that it runs and controlPlaneUrl is right");
  }

  @Test
  void showsTheCredentialsThatItWasGivenAndSaysWhichAreMissing() {
    var asked = new ArrayList<String>();
    server.createContext(
        "/.well-known/parallax",
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    var access = OperationsAccess.of(Map.of("PARALLAX_OPERATIONS_TOKEN", "planted"));

    assertThatThrownBy(() -> ask(url("")))
        .hasMessageEndingWith("asks for credentials; set PARALLAX_OPERATIONS_TOKEN to its token");
    assertThatThrownBy(() -> ControlPlane.ask(url(""), access))
        .hasMessageContaining("refuses the credentials")
        .hasMessageNotContaining("planted");
    assertThat(asked).containsExactly(null, "Bearer planted");
  }

  private static ControlPlane ask(URI base) {
    return ControlPlane.ask(base, OperationsAccess.OPEN);
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void answer(int status, String body) {
    server.createContext(
        "/.well-known/parallax",
        exchange -> {
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
