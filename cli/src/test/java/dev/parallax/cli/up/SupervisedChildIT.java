package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.sandbox.ChildProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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
    var command = ChildProcess.java("child", Announcer.class.getName()).arguments("1");
    return new SupervisedChild(
        new ChildSpec("child", command, label, directory.resolve("child.log"), addresses::add),
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
      assertThat(addresses).containsExactly(URI.create("http://127.0.0.1:1/" + first));

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(said).hasSize(2));
      long second = child.pid();
      assertThat(second).isNotEqualTo(first);
      assertThat(said)
          .containsExactly(
              "child (pid "
                  + first
                  + ") ended with status 137 and is started again in 1 s; its log: "
                  + directory.resolve("child.log"),
              "child runs again (pid " + second + ")");
      assertThat(addresses).last().isEqualTo(URI.create("http://127.0.0.1:1/" + second));
      assertThat(changes).hasValue(2);
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
