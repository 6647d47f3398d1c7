package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The state directory of a router is a file system that gets full, and then larger. */
@Tag("long")
class FullDiskIT {
  private static final int REQUESTS = 12_000;
  private static final int INPUT_BYTES = 2_000;

  private RealRouter router;
  private Path small;
  private EchoAgents agents;

  @BeforeEach
  void mountSmallFileSystem() throws IOException {
    router = new RealRouter("full", 1, "executions: {timeout: 10m}");
    small = Files.createTempDirectory("full-disk");
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=8m", "none", small.toString()))
        .as("file systems can be mounted here")
        .isZero();
    router.keepStateIn(small.resolve("state"));
  }

  @AfterEach
  void unmount() throws IOException {
    router.close();
    if (agents != null) {
      agents.close();
    }
    run("umount", small.toString());
    Files.delete(small);
  }

  @Test
  void endsWithTheReasonAndLosesNothing() throws IOException {
    RealRouter.REGIONS.forEach(region -> router.putAgents(region, 1));
    router.start();
    sendAll();

    assertThat(router.awaitEnd(Duration.ofMinutes(2))).isEqualTo(1);
    assertThat(Files.readString(router.log()))
        .contains("state directory " + small.resolve("state") + " is full (", "free space");

    assertThat(run("mount", "-o", "remount,size=200m", small.toString())).isZero();
    router.start();
    agents =
        new EchoAgents(
            router.bootstrapServers(),
            router.codecs(),
            router.topics(),
            RealRouter.REGIONS,
            router.producer());
    await("every request's outcome")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> ended().size() >= REQUESTS);
    assertThat(ended())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, REQUESTS).mapToObj(FullDiskIT::id).toList());
  }

  private void sendAll() {
    var topic = router.topics().requests().name();
    var encoder = router.codecs().encoder(topic, ExecutionRequest.class);
    var random = new Random(1);
    for (int i = 0; i < REQUESTS; i++) {
      var request = Events.request(id(i)).setOriginRegion("us-east-1").setInput(input(random));
      router.producer().send(topic, id(i), encoder.encode(request.build()));
    }
    router.producer().flush();
  }

  /** Nothing that could be compressed. */
  private static String input(Random random) {
    var text = new StringBuilder("{\"text\":\"");
    random.ints(INPUT_BYTES, 'a', 'z' + 1).forEach(text::appendCodePoint);
    return text.append("\"}").toString();
  }

  private static String id(int i) {
    return "full-" + i;
  }

  private List<String> ended() {
    return router.read(router.topics().outcomes(), ExecutionOutcome.class).stream()
        .map(ExecutionOutcome::getExecutionId)
        .toList();
  }

  private static int run(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      int status = process.waitFor();
      if (status != 0) {
        System.err.println(said);
      }
      return status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
