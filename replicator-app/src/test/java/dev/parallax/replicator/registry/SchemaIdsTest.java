package dev.parallax.replicator.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.SchemaRegistryClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P6: ids of schemas mean the same in both regions' registries. */
class SchemaIdsTest {
  private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"not found\"}";
  private static final Map<String, String> SOURCE =
      Map.of(
          "/subjects/patterns-value/versions", "[1,2]",
          "/subjects/patterns-value/versions/1", "{\"id\":7}",
          "/subjects/patterns-value/versions/2", "{\"id\":9}",
          "/schemas/ids/7", "{\"schema\":\"\\\"string\\\"\"}",
          "/schemas/ids/9", "{\"schema\":\"\\\"long\\\"\"}");

  @Test
  void oneRegistryForBothIsNotEvenAsked() {
    var nowhere = settings(URI.create("http://127.0.0.1:1"));

    assertThat(ids(nowhere, nowhere).difference(List.of("patterns"))).isEmpty();
  }

  @Test
  void mayCopyWhereEveryIdMeansTheSame() throws IOException {
    assertThat(
            difference(
                Map.of(
                    "/schemas/ids/7", "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}",
                    "/schemas/ids/9", "{\"schema\":\"\\\"long\\\"\"}")))
        .isEmpty();
  }

  @Test
  void refusesWhereAnIdIsUnknownOrMeansAnotherSchema() throws IOException {
    assertThat(difference(Map.of("/schemas/ids/7", "{\"schema\":\"\\\"string\\\"\"}")))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith(
                        "schema id 9 of topic patterns is unknown in this region's registry")
                    .contains("(P6)"));
    assertThat(
            difference(
                Map.of(
                    "/schemas/ids/7", "{\"schema\":\"\\\"bytes\\\"\"}",
                    "/schemas/ids/9", "{\"schema\":\"\\\"long\\\"\"}")))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("schema id 7 of topic patterns means another"));
  }

  @Test
  void refusesWhereAnIdOfAKeyIsUnknown() throws IOException {
    var source =
        Map.of(
            "/subjects/orders-key/versions", "[1]",
            "/subjects/orders-key/versions/1", "{\"id\":5}",
            "/schemas/ids/5", "{\"schema\":\"\\\"string\\\"\"}");
    try (var there = new Stub(source);
        var here = new Stub(Map.of())) {
      assertThat(ids(there.settings(), here.settings()).difference(List.of("orders")))
          .hasValueSatisfying(
              why -> assertThat(why).startsWith("schema id 5 of topic orders is unknown in this"));
    }
  }

  @Test
  void aRecordMayNotBeJudgedByAnIdThatMeansSomethingOnlyWhereItWasWritten() throws IOException {
    try (var there = new Stub(SOURCE);
        var here = new Stub(Map.of("/schemas/ids/7", "{\"schema\":\"\\\"string\\\"\"}"))) {
      var ids = ids(there.settings(), here.settings());

      assertThat(ids.difference("patterns", 9))
          .hasValueSatisfying(
              why -> assertThat(why).startsWith("schema id 9 of topic patterns is unknown"));
      assertThat(ids.difference("patterns", 7)).isEmpty();
      assertThat(ids.difference("patterns", 8)).as("unknown in both").isEmpty();
      assertThat(ids(there.settings(), there.settings()).difference("patterns", 9)).isEmpty();
    }
  }

  @Test
  void aTopicWithoutSchemasMayBeCopied() throws IOException {
    try (var source = new Stub(SOURCE);
        var target = new Stub(Map.of())) {
      assertThat(ids(source.settings(), target.settings()).difference(List.of("plain"))).isEmpty();
    }
  }

  @Test
  void aRegistryThatIsAwayIsNoAnswer() throws IOException {
    try (var source = new Stub(SOURCE)) {
      var nowhere = settings(URI.create("http://127.0.0.1:1"));

      assertThatThrownBy(() -> ids(source.settings(), nowhere).difference(List.of("patterns")))
          .isInstanceOf(RegistryException.class);
    }
  }

  private static Optional<String> difference(Map<String, String> target) throws IOException {
    try (var there = new Stub(SOURCE);
        var here = new Stub(target)) {
      return ids(there.settings(), here.settings()).difference(List.of("patterns"));
    }
  }

  private static SchemaIds ids(SchemaRegistry source, SchemaRegistry target) {
    return new SchemaIds(
        source, target, settings -> SchemaRegistryClient.builder(settings.urls()).build());
  }

  private static SchemaRegistry settings(URI url) {
    return SchemaRegistry.open(List.of(url));
  }

  /** A registry that knows fixed answers. */
  private static final class Stub implements AutoCloseable {
    private final HttpServer server;

    Stub(Map<String, String> answers) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            var known = answers.get(exchange.getRequestURI().getPath());
            var body = (known == null ? NOT_FOUND : known).getBytes(UTF_8);
            exchange.sendResponseHeaders(known == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    SchemaRegistry settings() {
      return SchemaIdsTest.settings(
          URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
