package dev.parallax.cli.up;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.runtime.config.ConfigFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxConfigTest {
  @TempDir private Path directory;

  @Test
  void writesAConfigurationThatAppsStartWith() throws IOException {
    var config = ConfigFiles.load(written());

    assertThat(config.regionIds()).containsExactly("us-east-1", "eu-west-1", "ap-south-1");
    assertThat(config.regions().get(1).endpoint()).contains(URI.create("http://127.0.0.1:2"));
    assertThat(config.controlPlane().currentRegion()).isEqualTo("us-east-1");
    assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:4");
    assertThat(config.topics().partitions()).isEqualTo(SandboxConfig.PARTITIONS);
    assertThat(config.agents().heartbeat()).isEqualTo(SandboxConfig.HEARTBEAT);
    assertThat(config.agents().ttl()).isEqualTo(SandboxConfig.TTL);
    assertThat(config.healthCheck().interval()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void warnsOfWhatItsResidencyDoesNotBind() throws IOException {
    var file = written();
    int line = Files.readAllLines(file).indexOf("  residency:") + 1;

    assertThat(SandboxConfig.warnings(file))
        .satisfiesExactly(
            unmatched ->
                assertThat(unmatched)
                    .startsWith(file + ":" + line + ": routing.residency: a request that no rule"),
            global ->
                assertThat(global)
                    .startsWith(
                        file + ":" + line + ": routing.residency: with one global control"));
  }

  @Test
  void refusesWhatNoAppStartsWith() throws IOException {
    var file = written();
    Files.writeString(file, "replication: {patterns: {enabled: true}}\n", APPEND);

    assertThatThrownBy(() -> SandboxConfig.warnings(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(": replication: this section is not supported yet");
  }

  private Path written() throws IOException {
    var file = directory.resolve("parallax.config.yaml");
    SandboxConfig.write(
        file,
        SandboxRegion.three(),
        Map.of(
            "us-east-1", URI.create("http://127.0.0.1:1"),
            "eu-west-1", URI.create("http://127.0.0.1:2"),
            "ap-south-1", URI.create("http://127.0.0.1:3")),
        "127.0.0.1:4",
        URI.create("http://127.0.0.1:5/apis/ccompat/v7"),
        Optional.empty());
    return file;
  }
}
