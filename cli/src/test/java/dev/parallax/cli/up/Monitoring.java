package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.console.Json;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Prometheus and Alertmanager with the files of {@code deploy/prometheus}, which scrape a sandbox.
 * Copies of the files beside its home, as its targets are named from there; all that is changed in
 * them is that nothing is waited for.
 */
final class Monitoring implements AutoCloseable {
  private static final Path FILES = Path.of("..", "deploy", "prometheus");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final int port;
  private final Process prometheus;
  private final Process alertmanager;

  private Monitoring(int port, Process prometheus, Process alertmanager) {
    this.port = port;
    this.prometheus = prometheus;
    this.alertmanager = alertmanager;
  }

  /** Skips the test where one of them is not installed. */
  static void assumeInstalled() {
    for (var program : List.of("prometheus", "prometheus-alertmanager")) {
      assumeTrue(isInstalled(program), "no " + program + " here: apt-get install " + program);
    }
  }

  private static boolean isInstalled(String program) {
    return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /**
   * Starts both.
   *
   * @param home of the sandbox
   */
  static Monitoring start(Path home, AlertHook hook) throws IOException {
    var directory = Files.createDirectories(home.resolve("deploy/prometheus"));
    int alerts = freePort();
    var alertmanager =
        run(
            home,
            "prometheus-alertmanager",
            "--config.file=" + routes(directory, hook),
            "--storage.path=" + home.resolve("alertmanager"),
            "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:" + alerts);
    int port = freePort();
    var prometheus =
        run(
            home,
            "prometheus",
            "--config.file=" + scrapes(directory, alerts),
            "--storage.tsdb.path=" + home.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:" + port);
    return new Monitoring(port, prometheus, alertmanager);
  }

  private static Path routes(Path directory, AlertHook hook) throws IOException {
    var text = Files.readString(FILES.resolve("alertmanager.yaml"), UTF_8);
    var changed =
        text.replaceAll("group_(wait|interval): \\w+", "group_$1: 1s")
            + "    webhook_configs: [{url: \"%s\", send_resolved: true}]%n".formatted(hook.url());
    assertThat(changed.lines().filter(line -> line.contains(": 1s"))).hasSize(2);
    return Files.writeString(directory.resolve("alertmanager.yaml"), changed, UTF_8);
  }

  private static Path scrapes(Path directory, int alerts) throws IOException {
    var rules = Files.readString(FILES.resolve("alerts.yaml"), UTF_8);
    Files.writeString(
        directory.resolve("alerts.yaml"), rules.replaceAll("for: \\d+m", "for: 1s"), UTF_8);
    var text = Files.readString(FILES.resolve("sandbox.yaml"), UTF_8);
    var sends = "alerting: {alertmanagers: [{static_configs: [{targets: [\"127.0.0.1:%d\"]}]}]}%n";
    return Files.writeString(
        directory.resolve("sandbox.yaml"),
        text.replaceAll("interval: 2s", "interval: 1s") + sends.formatted(alerts),
        UTF_8);
  }

  private static Process run(Path home, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve(command[0] + ".log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Whether it answers. */
  boolean isReady() {
    return send("/-/ready").startsWith("Prometheus");
  }

  /**
   * The series that an expression has at the moment, each with its labels and {@code value}.
   *
   * @throws AssertionError if Prometheus does not understand it
   */
  List<JsonNode> query(String expression) {
    var body = send("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
    try {
      var answer = Json.parse(body);
      assertThat(answer.path("status").asText())
          .as("%s: %s", expression, body)
          .isEqualTo("success");
      return List.copyOf(answer.at("/data/result").findParents("value"));
    } catch (IOException unreadable) {
      throw new AssertionError(expression + ": " + body, unreadable);
    }
  }

  /** How the evaluation of each rule went: {@code ok}, or not. */
  List<String> rules() {
    try {
      return Json.parse(send("/api/v1/rules")).findValuesAsText("health");
    } catch (IOException unreadable) {
      throw new AssertionError("Prometheus does not tell its rules", unreadable);
    }
  }

  private String send(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Prometheus was asked", e);
    }
  }

  @Override
  public void close() {
    for (var process : List.of(prometheus, alertmanager)) {
      process.destroy();
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
