package dev.parallax.runtime.app;

import static dev.parallax.runtime.app.Installation.SOON;
import static dev.parallax.runtime.app.Installation.address;
import static dev.parallax.runtime.app.Installation.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SharedBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of one instance, of which one runs, and the next waits. */
class SpareIT {
  private static final Duration GRACE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private int port;
  private Installation installation;
  private final List<ChildProcess> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(ChildProcess::kill);
  }

  @Test
  void runsAsTheSameInstanceAtTheSamePortOnceTheOtherHasEnded() throws Exception {
    port = freePort();
    installation = Installation.in(directory, SharedBroker.get().bootstrapServers());
    var first = start();
    first.awaitReady(ready(), SOON);
    var second = startSpare();

    assertThat(answer(address(second).resolve("/health/ready")))
        .startsWith("503")
        .contains("waiting until the process ends that has")
        .contains("a-1");
    assertThat(answer(ready())).startsWith("200");
    assertThat(output(second)).doesNotContain("Topology is");

    first.kill();
    second.awaitReady(ready(), SOON);
    assertThat(output(second)).contains("Topology is RUNNING");

    var third = startSpare();
    second.stop(GRACE);
    assertThat(second.exitStatus()).isZero();
    third.awaitReady(ready(), SOON);

    var neverAtWork = startSpare();
    neverAtWork.stop(GRACE);
    assertThat(neverAtWork.exitStatus()).isZero();
    assertThat(answer(ready())).startsWith("200");
  }

  private ChildProcess startSpare() {
    var child = start("--spare");
    child.awaitLine("Ready as a spare", SOON);
    return child;
  }

  private ChildProcess start(String... more) {
    var child = installation.start(installation.app("a-1", "a-1", port).arguments(more));
    started.add(child);
    return child;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private URI ready() {
    return URI.create("http://127.0.0.1:" + port + "/health/ready");
  }

  private static String answer(URI uri) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
