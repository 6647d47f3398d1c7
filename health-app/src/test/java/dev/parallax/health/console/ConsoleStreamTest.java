package dev.parallax.health.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The stream of what changes, read by real clients. */
class ConsoleStreamTest {
  private static final Duration NEVER = Duration.ofMinutes(5);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Scene scene = Told.full();

  private ConsoleServer server(int viewers, Duration heartbeat, Duration patience) {
    return new ConsoleServer(
        ConsoleAccess.LOOPBACK, new Viewers.Limits(viewers, heartbeat, AT_ONCE, patience), scene);
  }

  private static void until(Callable<Boolean> reached) {
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(reached);
  }

  @Test
  void tellsEverythingFirstAndThenWhatIsNew() throws Exception {
    scene.decision(Told.decision("e-1", "p"));
    try (var server = server(2, NEVER, NEVER);
        var stream = server.stream()) {
      assertThat(stream.next()).first().isEqualTo("event: state");
      assertThat(stream.next())
          .satisfiesExactly(
              name -> assertThat(name).isEqualTo("event: decisions"),
              data -> assertThat(data).contains("\"all\":true", "\"execution\":\"e-1\""));
      assertThat(stream.next())
          .satisfiesExactly(
              name -> assertThat(name).isEqualTo("event: failovers"),
              data -> assertThat(data).contains("\"all\":true", "\"failovers\":[]"));

      scene.event(Told.event("f-1", FailoverKind.FAILOVER));

      assertThat(stream.next()).first().isEqualTo("event: state");
      assertThat(stream.next())
          .satisfiesExactly(
              name -> assertThat(name).isEqualTo("event: failovers"),
              data -> assertThat(data).contains("\"all\":false", "\"id\":\"f-1\""));
    }
  }

  @Test
  void isTheNewestStateWhateverWasMissed() throws Exception {
    try (var server = server(2, NEVER, NEVER);
        var stream = server.stream()) {
      skip(stream, 3);
      scene.region(Told.US, Optional.of(Told.region(Told.US, Health.DEGRADED).build()));

      assertThat(stream.next().get(1)).contains("\"health\":\"degraded\"");
    }
  }

  @Test
  void saysThatItIsThereWhenNothingIsNew() throws Exception {
    try (var server = server(2, Duration.ofMillis(50), NEVER);
        var stream = server.stream()) {
      skip(stream, 3);

      assertThat(stream.next()).containsExactly("event: heartbeat", "data: {}");
      assertThat(stream.next()).containsExactly("event: heartbeat", "data: {}");
    }
  }

  @Test
  void hasNoRoomForMoreViewersThanItGrantsUntilOneLeaves() throws Exception {
    try (var server = server(2, Duration.ofMillis(50), NEVER);
        var first = server.stream();
        var second = server.stream()) {
      skip(second, 3);
      var refused = server.get("/api/console/stream");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body())
          .isEqualTo("{\"message\":\"2 others look at this console already: close one of them\"}");

      first.leave();

      until(() -> server.get("/api/console/state").statusCode() == 200);
    }
  }

  /** It sends its request and never reads: what is written to it fills up and stays. */
  @Test
  void dropsAViewerThatDoesNotRead() throws Exception {
    try (var server = server(1, Duration.ofMillis(50), Duration.ofMillis(500));
        var deaf = new Socket()) {
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      deaf.getOutputStream()
          .write("GET /api/console/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      until(() -> server.get("/api/console/state").statusCode() == 503);

      until(
          () -> {
            for (int i = 0; i < 100; i++) {
              scene.decision(Told.decision("e".repeat(5_000), "p".repeat(5_000)));
            }
            return server.get("/api/console/state").statusCode() == 200;
          });
    }
  }

  @Test
  void readsTopicsOnlyWhileSomebodyLooks() throws Exception {
    try (var server =
        new ConsoleServer(
            ConsoleAccess.LOOPBACK,
            new Viewers.Limits(2, Duration.ofMillis(50), AT_ONCE, NEVER),
            scene,
            Duration.ofMillis(300),
            true)) {
      assertThat(server.sources()).isZero();
      try (var stream = server.stream()) {
        skip(stream, 3);
        until(() -> server.sources() == 1);
        scene.reading(Reading.LIVE);
      }
      until(() -> server.sources() == 0 && !server.watch.isReading());
      assertThat(scene.since(Scene.Seen.NOTHING).state().reading()).isEqualTo(Reading.STARTING);

      try (var again = server.stream()) {
        skip(again, 3);
        until(() -> server.sources() == 1);
      }
    }
  }

  private static void skip(ConsoleServer.Stream stream, int events) {
    for (int i = 0; i < events; i++) {
      stream.next();
    }
  }
}
