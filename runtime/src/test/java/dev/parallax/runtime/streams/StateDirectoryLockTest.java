package dev.parallax.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.runtime.fault.KnownFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryLockTest {

  @TempDir Path directory;

  @Test
  void refusesADirectoryThatIsTakenUntilItIsFree() {
    var instance = new Instance("app", "a-1", directory.resolve("new/a-1"));
    try (var held = StateDirectoryLock.take(instance)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> StateDirectoryLock.take(instance))
          .isInstanceOf(KnownFault.class)
          .hasMessageContaining("new/a-1 is in use by another process")
          .hasMessageContaining("--instance-id other than a-1");
    }
    StateDirectoryLock.take(instance).close();
  }

  @Test
  void doesNotWaitForWhatIsFree() {
    var instance = new Instance("app", "a-1", directory.resolve("a-1"));
    var waited = new AtomicBoolean();

    StateDirectoryLock.await(instance, () -> waited.set(true)).close();

    assertThat(waited).isFalse();
  }

  @Test
  void saysThatADirectoryCannotBeWritten() throws IOException {
    var file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> StateDirectoryLock.take(new Instance("app", "a-1", file.resolve("x"))))
        .isInstanceOf(KnownFault.class)
        .hasMessageContaining("cannot write the state directory")
        .hasMessageContaining("--state-dir");
  }
}
