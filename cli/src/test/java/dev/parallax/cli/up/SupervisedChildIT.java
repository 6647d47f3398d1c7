package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.session.Stop;
import dev.parallax.sandbox.ChildCommand;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedChildIT {
  @TempDir private Path directory;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<URI> addresses = new CopyOnWriteArrayList<>();
  private final Stop stop = Stop.atExit();
  private final AtomicInteger changes = new AtomicInteger();

  @AfterEach
  void forgetStop() {
    stop.close();
  }

  private SupervisedChild child(String label) {
    return child(label, Duration.ofSeconds(1), addresses::add);
  }

  private SupervisedChild child(String label, Duration restartAfter, Consumer<URI> listening) {
    return child(
        ChildProcess.java("child", Announcer.class.getName()), label, restartAfter, listening);
  }

  private SupervisedChild child(
      ChildCommand command, String label, Duration restartAfter, Consumer<URI> listening) {
    return new SupervisedChild(
        new ChildSpec(
            "child",
            command,
            Map::of,
            "--port",
            label,
            directory.resolve("child.log"),
            restartAfter,
            listening),
        stop,
        said::add,
        changes::incrementAndGet);
  }

  @Test
  void startsAKilledChildAgainAndSaysSo() {
    try (var child = child("listens:")) {
      child.start();
      child.supervise();
      long first = child.pid();
      int port = addresses.get(0).getPort();

      child.kill(() -> said.add("pid " + first + " is down: " + !isAlive(first)));

      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(said).hasSize(3));
      long second = child.pid();
      assertThat(second).isNotEqualTo(first);
      assertThat(said)
          .containsExactly(
              "child (pid "
                  + first
                  + ") ended with status 137 and is started again in 1 s; its log: "
                  + directory.resolve("child.log"),
              "pid " + first + " is down: true",
              "child runs again (pid " + second + ")");
      assertThat(addresses)
          .as("whoever knows its address finds it again")
          .containsExactly(address(port, first), address(port, second));
      assertThat(changes).hasValue(2);
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private static URI address(int port, long pid) {
    return URI.create("http://127.0.0.1:" + port + "/" + pid);
  }

  @Test
  void comesBackElsewhereIfItsPortIsTaken() throws IOException {
    try (var child = child("listens:")) {
      child.start();
      int port = addresses.get(0).getPort();
      ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
      await().until(() -> ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive).isEmpty());
      try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        child.supervise();

        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(said).last().asString().contains("runs again"));
        assertThat(other.isBound()).isTrue();
        assertThat(said).anyMatch(line -> line.startsWith("child did not start: "));
        assertThat(addresses).last().extracting(URI::getPort).isNotEqualTo(port);
      }
    }
  }

  @Test
  void leavesAChildAwayForAsLongAsItIsToBe() {
    try (var child = child("listens:", Duration.ofSeconds(4), addresses::add)) {
      child.start();
      child.supervise();
      long first = child.pid();

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertThat(said).hasSize(1));
      assertThat(said.get(0)).contains("is started again in 4 s");
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(4))
          .until(() -> child.pid() == first);
      await().atMost(Duration.ofSeconds(30)).until(() -> child.pid() != first);
    }
  }

  @Test
  void triesAgainAfterWhateverFaultAndSaysWhich() {
    var failures = new AtomicInteger();
    Consumer<URI> failsOnce =
        address -> {
          addresses.add(address);
          if (addresses.size() == 2 && failures.getAndIncrement() == 0) {
            throw new IllegalStateException("no such link");
          }
        };
    try (var child = child("listens:", Duration.ofSeconds(1), failsOnce)) {
      child.start();
      child.supervise();

      ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(said).last().asString().contains("runs again"));
      assertThat(said).contains("child did not start: no such link");
      assertThat(addresses).hasSize(3);
    }
  }

  private SupervisedChild lateRiser(int status, int times) {
    var command =
        ChildProcess.java("child", LateRiser.class.getName())
            .arguments(directory.resolve("ends").toString())
            .arguments(Integer.toString(status), Integer.toString(times));
    return child(command, "listens:", Duration.ofMillis(100), addresses::add);
  }

  @Test
  void startsAChildAgainThatEndsBeforeItIsReady() {
    try (var child = lateRiser(1, 2)) {
      child.startReady();

      assertThat(said)
          .hasSize(2)
          .allMatch(
              line ->
                  line.contains("ended with status 1 before it was ready, and is started again")
                      && line.endsWith(directory.resolve("child.log").toString()));
      assertThat(addresses).isNotEmpty();
    }
  }

  @Test
  void startsAChildOnceThatIsGivenSomethingWrong() {
    try (var child = lateRiser(2, 1)) {
      assertThatThrownBy(child::startReady)
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("ended with status 2 before it had");
      assertThat(said).isEmpty();
    }
  }

  @Test
  void saysNothingWhenItIsClosed() {
    var child = child("listens:");
    child.start();
    child.supervise();
    long pid = child.pid();

    child.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(said).isEmpty();
  }
}
