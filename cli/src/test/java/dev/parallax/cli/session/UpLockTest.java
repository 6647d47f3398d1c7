package dev.parallax.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpLockTest {
  @TempDir private Path directory;

  @Test
  void isHeldByOneAtATime() throws IOException {
    var file = directory.resolve("state/up.lock");

    try (var held = UpLock.acquire(file).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(UpLock.acquire(file)).isEmpty();
      assertThat(UpLock.owner(file)).contains(ProcessHandle.current().pid());
    }

    try (var again = UpLock.acquire(file).orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }
}
