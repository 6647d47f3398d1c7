package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ConfigWarning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFilesTest {
  @TempDir Path directory;

  @Test
  void loadsAFile() throws IOException {
    var file =
        write("regions: [{id: us-east-1, name: Zürich 東京}]\n".getBytes(StandardCharsets.UTF_8));

    assertThat(ConfigFiles.load(file).primary().name()).isEqualTo("Zürich 東京");
  }

  @Test
  void skipsAByteOrderMark() throws IOException {
    var file = write("\uFEFFregions: [{id: us-east-1}]\n".getBytes(StandardCharsets.UTF_8));

    assertThat(ConfigFiles.load(file).regionIds()).containsExactly("us-east-1");
  }

  @Test
  void saysAllFaultsALine() throws IOException {
    var file = write("regions:\n  - id: us-east-1\nhealth:\n  intervall: 1s\n  timeout: 5\n");

    assertThatThrownBy(() -> ConfigFiles.load(file))
        .isInstanceOf(ConfigFaults.class)
        .hasMessage(
            file
                + ":4: health.intervall = 1s: unknown key; did you mean interval? (C3)\n"
                + file
                + ":5: health.timeout: 5 is not a duration: write a whole number and its unit:"
                + " 250ms, 10s, 5m or 1h (C2)");
  }

  @Test
  void saysWhereTheYamlIsBroken() throws IOException {
    var file = write("regions:\n\t- id: us-east-1\n");

    assertThatThrownBy(() -> ConfigFiles.load(file))
        .isInstanceOf(ConfigFaults.class)
        .hasMessageStartingWith(file + ":2: is no YAML: ");
  }

  @Test
  void saysThatAFileDoesNotExist() {
    var file = directory.resolve("none.yaml");

    assertThatThrownBy(() -> ConfigFiles.load(file))
        .isInstanceOf(ConfigFaults.class)
        .hasMessage(file + ": does not exist: create it, or name another file (C3)");
  }

  @Test
  void saysThatADirectoryIsNoFile() {
    assertThat(faults(directory))
        .containsExactly(new ConfigFault("", 0, "", "C3", "is a directory: name the file in it"));
  }

  @Test
  void saysThatItMayNotReadAFile() throws IOException {
    var file = write("regions: [{id: a}]\n");
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads anything");

    assertThat(faults(file).get(0).message()).startsWith("cannot be read: give this user");
  }

  /** What is no configuration at all: one fault that says so, and nothing is thrown. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1 | is missing: define at least one region",
        "'# nothing' | 1 | is missing: define at least one region",
        "hello | 1 | hello is not a section",
        "- a | 1 | this list is not a section",
        "'<html><body>Not Found</body></html>' | 1 | is not a section",
        "'{\"regions\": [' | 1 | is no YAML: ",
        "'a: b: c' | 1 | is no YAML: ",
        "'regions: @x' | 1 | is no YAML: ",
        "'%PDF-1.4' | 1 | is no YAML: ",
      })
  void saysWhatIsNoConfiguration(String text, int line, String message) throws IOException {
    var faults = faults(write(text));

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).line()).isEqualTo(line);
    assertThat(faults.get(0).message()).contains(message);
  }

  @Test
  void saysThatATextIsNotUtf8() throws IOException {
    var file = write("regions: [{id: a, name: Zürich}]".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(faults(file))
        .containsExactly(new ConfigFault("", 0, "", "C3", "is not UTF-8: save it as UTF-8"));
  }

  @Test
  void saysThatAFileIsTooLarge() throws IOException {
    var file = write("#".repeat(4 * YamlDocuments.MAX_SIZE + 1));

    assertThat(faults(file).get(0).message()).startsWith("is larger than 4 MiB: ");
  }

  @Test
  void saysWhereAWarningComesFrom() {
    var warning = new ConfigWarning("routing.residency", 7, "C4", "binds less than it seems to");

    assertThat(ConfigFiles.text(Path.of("parallax.config.yaml"), warning))
        .isEqualTo("parallax.config.yaml:7: routing.residency: binds less than it seems to (C4)");
  }

  @Test
  void loadsNothingThatThisReleaseCannotRun() throws IOException {
    var file = write("regions: [{id: a}, {id: b}]\ncontrolPlane: {federation: {peers: []}}\n");

    assertThat(ConfigFiles.readUngated(file).refusals()).isEmpty();
    assertThat(ConfigFiles.read(file)).isInstanceOf(ConfigResult.Valid.class);
    assertThatThrownBy(() -> ConfigFiles.load(file))
        .isInstanceOf(ConfigFaults.class)
        .hasMessage(
            file
                + ":2: controlPlane.federation.peers: this list needs controlPlane.mode: federated:"
                + " with one cluster for all regions there is nothing to copy, so no app starts with"
                + " it; remove it, or give every region a cluster (C3)");
  }

  private static List<ConfigFault> faults(Path file) {
    return ((ConfigResult.Faulty) ConfigFiles.read(file)).faults();
  }

  private Path write(String text) throws IOException {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("parallax.config.yaml"), bytes);
  }
}
