package dev.parallax.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.cli.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  @TempDir private Path directory;

  private StateFile file() {
    return new StateFile(directory.resolve("state/up.json"));
  }

  private static Map<String, String> consoles() {
    var consoles = new LinkedHashMap<String, String>();
    consoles.put("us-east-1", "http://127.0.0.1:6/");
    consoles.put("ap-south-1", "http://127.0.0.1:7/");
    return consoles;
  }

  private UpState state(long pid, long startedAt) {
    return new UpState(
        pid,
        startedAt,
        "127.0.0.1:9092",
        "http://127.0.0.1:8081/apis/ccompat/v7",
        Map.of("us-east-1", "http://127.0.0.1:8080"),
        Map.of("us-east-1", "127.0.0.1:9092"),
        consoles(),
        directory.resolve("parallax.config.yaml"),
        directory,
        Map.of("router-app", 12L, "health-app", 11L));
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    file().write(state(1, 2));

    assertThat(file().read()).contains(state(1, 2));
    assertThat(file().read().orElseThrow().children().keySet())
        .containsExactly("health-app", "router-app");
  }

  @Test
  void tellsTheCurrentRegionsConsoleApart() throws IOException {
    file().write(state(1, 2));

    assertThat(file().read().orElseThrow().consoleUrl()).isEqualTo("http://127.0.0.1:6/");
    assertThat(file().read().orElseThrow().consoleUrls().keySet())
        .containsExactly("us-east-1", "ap-south-1");
    assertThat(Files.readString(file().path()))
        .contains("\"consoleUrl\" : \"http://127.0.0.1:6/\"");
  }

  @Test
  void isAbsentUntilItIsWrittenAndAfterItIsDeleted() throws IOException {
    assertThat(file().read()).isEmpty();

    file().write(state(1, 2));
    file().delete();

    assertThat(file().read()).isEmpty();
  }

  @Test
  void saysWhatToDoAboutABrokenFile() throws IOException {
    Files.createDirectories(file().path().getParent());
    Files.writeString(file().path(), "{\"pid\": 1");

    assertThatThrownBy(() -> file().read())
        .isInstanceOf(CommandFailure.class)
        .hasMessage(file().path() + " is not a state file; delete it");
  }

  @Test
  void knowsARunningProcessFromALaterOneWithTheSameId() {
    var self = ProcessHandle.current();

    assertThat(state(self.pid(), UpState.startOf(self)).isRunning()).isTrue();
    assertThat(state(self.pid(), UpState.startOf(self) - 1).isRunning()).isFalse();
  }
}
