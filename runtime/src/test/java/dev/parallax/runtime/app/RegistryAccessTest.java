package dev.parallax.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.parallax.core.config.RegistryTls;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryAccessTest {

  private static final TopicCatalogue TOPICS = new TopicCatalogue("p.", 1);

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private volatile int status = 200;
  private volatile CountDownLatch answering = new CountDownLatch(0);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          awaitAnswering();
          byte[] body =
              "{\"id\": 1, \"error_code\": 401, \"message\": \"no\"}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.setExecutor(threads);
    server.start();
  }

  private void awaitAnswering() {
    try {
      answering.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void end() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void waitsLongerForSomebodyThanForAnApp() {
    var open = settings(Optional.empty(), Optional.empty(), Optional.empty());
    answering = new CountDownLatch(1);
    var patient = CompletableFuture.runAsync(() -> register(open, Map.of()), threads);

    try (var client = RegistryAccess.clientOfApp(open, Map.of())) {
      assertThatThrownBy(() -> register(client)).isInstanceOf(NotYetException.class);
    }
    assertThat(patient).isNotDone();
    answering.countDown();
    assertThat(patient).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void sendsThePasswordOfTheEnvironment() {
    register(settings(Optional.of("me"), Optional.of("PW"), Optional.empty()), Map.of("PW", "s"));
    assertThat(asked).containsExactly("/subjects/p.results-value/versions Basic bWU6cw==");
  }

  @Test
  void sendsTheTokenOfTheEnvironment() {
    register(
        settings(Optional.empty(), Optional.empty(), Optional.of("TOKEN")), Map.of("TOKEN", "t"));
    assertThat(asked).containsExactly("/subjects/p.results-value/versions Bearer t");
  }

  @Test
  void sendsTheTokenOfAFileThatTheEnvironmentNames(@TempDir Path directory) throws IOException {
    var file = Files.writeString(directory.resolve("token"), "t\n");
    register(
        settings(Optional.empty(), Optional.empty(), Optional.of("TOKEN")),
        Map.of("TOKEN_FILE", file.toString()));
    assertThat(asked).containsExactly("/subjects/p.results-value/versions Bearer t");
  }

  @Test
  void namesTheVariableThatIsNotSet() {
    var settings = settings(Optional.empty(), Optional.empty(), Optional.of("TOKEN"));
    assertThatThrownBy(() -> RegistryAccess.client(settings, Map.of("TOKEN", "")))
        .isInstanceOf(KnownFault.class)
        .hasMessage(
            "environment variable TOKEN, named by schemaRegistry.tokenEnv, is not set: set it to the secret");
  }

  @Test
  void tellsARefusalFromAnAbsence() {
    var open = settings(Optional.empty(), Optional.empty(), Optional.empty());
    status = 401;
    assertThatThrownBy(() -> register(open, Map.of()))
        .isInstanceOf(KnownFault.class)
        .hasMessageContaining("check user, password or token");
    server.stop(0);
    assertThatThrownBy(() -> register(open, Map.of()))
        .isInstanceOf(NotYetException.class)
        .hasMessageContaining(open.urls().get(0).toString())
        .hasMessageEndingWith("start it or correct schemaRegistry.urls");
  }

  private static void register(SchemaRegistry settings, Map<String, String> environment) {
    try (var client = RegistryAccess.client(settings, environment)) {
      register(client);
    }
  }

  private static void register(SchemaRegistryClient client) {
    RegistryAccess.register(
        new AvroCodecs(client), List.of(TOPICS.results(), TOPICS.deadLetters()));
  }

  private SchemaRegistry settings(
      Optional<String> user, Optional<String> passwordEnv, Optional<String> tokenEnv) {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new SchemaRegistry(List.of(url), user, passwordEnv, tokenEnv, RegistryTls.DEFAULT);
  }
}
