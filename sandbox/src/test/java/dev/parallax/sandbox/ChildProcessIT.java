package dev.parallax.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildProcessIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path directory;

  /** Serves /health/ready on the port given, for as long as it runs. */
  static final class Ready {
    public static void main(String[] args) throws IOException {
      var server = HttpServer.create(LoopbackPorts.address(Integer.parseInt(args[0])), 0);
      server.createContext(
          "/health/ready",
          exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      System.out.println("serving " + System.getenv("GREETING"));
    }
  }

  static final class Failing {
    public static void main(String[] args) {
      System.err.println("no configuration: " + args[0]);
      System.exit(3);
    }
  }

  /** Cannot end by itself: its shutdown hook waits for what never happens. */
  static final class Hanging {
    public static void main(String[] args) throws InterruptedException {
      var never = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitUninterrupted(never)));
      System.out.println("hanging");
      never.await();
    }

    private static void awaitUninterrupted(CountDownLatch never) {
      try {
        never.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A parent that starts a child with this main class, tells its pid, and waits to be killed. */
  static final class Parent {
    public static void main(String[] args) {
      var child =
          ChildProcess.java("child", args[0])
              .heapMb(32)
              .arguments(Integer.toString(LoopbackPorts.free()))
              .start(Path.of(args[1]));
      System.out.println("child=" + child.pid() + ".");
      child.awaitExit(Duration.ofMinutes(5));
    }
  }

  @Test
  void isReadyWhenItAnswersAndGoneWhenClosed() {
    int port = LoopbackPorts.free();
    var child = ready(port).start(log());
    try (child) {
      child.awaitReady(URI.create("http://127.0.0.1:" + port + "/health/ready"), SOON);
      child.awaitLine("serving hello", SOON);
      assertThat(child.isAlive()).isTrue();
      assertThat(ProcessHandle.of(child.pid())).isPresent();
    }
    assertThat(child.isAlive()).isFalse();
    assertThat(LoopbackPorts.answers(port)).isFalse();
  }

  @Test
  void tellsWhyAChildEndedEarly() {
    var child =
        ChildProcess.java("failing", Failing.class.getName()).arguments("x.yaml").start(log());

    assertThatThrownBy(() -> child.awaitLine("ready", SOON))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("failing (pid " + child.pid() + ") ended with status 3")
        .hasMessageContaining("no configuration: x.yaml");
    assertThat(child.exitStatus()).isEqualTo(3);
  }

  @Test
  void tellsThatAChildWasNotReadyInTime() {
    try (var child = ready(LoopbackPorts.free()).start(log())) {
      assertThatThrownBy(() -> child.awaitLine("never written", Duration.ofMillis(300)))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("had not written \"never written\" after 300 ms");
    }
  }

  @Test
  void doesNotTakeAnEarlierChildsOutputForItsOwn() throws IOException {
    Files.writeString(log(), "serving hello\n");
    var child = ChildProcess.java("failing", Failing.class.getName()).arguments("x").start(log());
    assertThatThrownBy(() -> child.awaitLine("serving hello", SOON))
        .hasMessageContaining("ended with status 3");
    assertThat(Files.readString(log())).startsWith("serving hello\n").contains("no configuration");
  }

  @Test
  void isKilledWithoutBeingAsked() {
    var child = ready(LoopbackPorts.free()).start(log());
    child.awaitLine("serving", SOON);
    child.kill();
    assertThat(child.exitStatus()).isEqualTo(128 + 9);
  }

  @ParameterizedTest
  @ValueSource(classes = {Ready.class, Hanging.class})
  void doesNotOutliveAParentThatIsKilled(Class<?> mainClass) throws IOException {
    var parent =
        ChildProcess.java("parent", Parent.class.getName())
            .arguments(mainClass.getName(), directory.resolve("child.log").toString())
            .start(log());
    parent.awaitLine("child=", SOON);
    parent.awaitLine(".\n", SOON);
    var text = Files.readString(log());
    long pid = Long.parseLong(text.substring(text.indexOf('=') + 1, text.lastIndexOf('.')));
    var child = ProcessHandle.of(pid).orElseThrow();

    parent.kill();

    await().atMost(30, SECONDS).until(() -> !child.isAlive());
  }

  private Path log() {
    return directory.resolve("child.log.txt");
  }

  private static ChildCommand ready(int port) {
    return ChildProcess.java("ready", Ready.class.getName())
        .heapMb(32)
        .environment("GREETING", "hello")
        .arguments(Integer.toString(port));
  }
}
