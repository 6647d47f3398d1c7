package dev.parallax.cli.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.session.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputArgumentTest {
  @TempDir private Path directory;

  private Object read(String argument, String standardInput) {
    InputStream stream = new ByteArrayInputStream(standardInput.getBytes(UTF_8));
    return InputArgument.read(argument, new Environment(Map.of(), directory, directory), stream)
        .rawValue();
  }

  @Test
  void takesTextFilesAndStandardInput() {
    CommandRun.write(directory, "input.json", "{\"a\": 1.0}");

    assertThat(read("[1, 2]", "")).isEqualTo("[1, 2]");
    assertThat(read("@input.json", "")).isEqualTo("{\"a\": 1.0}");
    assertThat(read("-", "\"Grüße\"\n")).isEqualTo("\"Grüße\"\n");
  }

  @Test
  void saysHowToWriteAPlainText() {
    assertThatThrownBy(() -> read("win a prize", ""))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("--input is no JSON (line 1, column ")
        .hasMessageEndingWith("; write a plain text in double quotes");
  }

  @Test
  void refusesWhatIsNotOneValue() {
    assertThatThrownBy(() -> read("{} {}", "")).hasMessage("--input has more than one JSON value");
    assertThatThrownBy(() -> read("-", " "))
        .hasMessage("standard input is empty; an input is one JSON value");
    assertThatThrownBy(() -> read("{\"a\":", "")).hasMessageContaining("is no JSON");
  }

  @Test
  void refusesAFileThatIsAbsentOrNotUtf8() throws IOException {
    Files.write(directory.resolve("latin.json"), new byte[] {'"', (byte) 0xe4, '"'});

    assertThatThrownBy(() -> read("@no.json", ""))
        .hasMessage(
            "cannot read "
                + directory.resolve("no.json")
                + ": give a file that is there after the @");
    assertThatThrownBy(() -> read("@latin.json", ""))
        .hasMessage(directory.resolve("latin.json") + " is not UTF-8");
  }
}
