package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ConfigResult;
import dev.parallax.runtime.config.ConfigFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxConfigTest {
  @TempDir private Path directory;

  @Test
  void writesAConfigurationWithoutFaultsAndWarnings() throws IOException {
    var file = directory.resolve("parallax.config.yaml");
    var regions = SandboxRegion.three();

    SandboxConfig.write(
        file,
        regions,
        Map.of(
            "us-east-1", URI.create("http://127.0.0.1:1"),
            "eu-west-1", URI.create("http://127.0.0.1:2"),
            "ap-south-1", URI.create("http://127.0.0.1:3")),
        "127.0.0.1:4",
        URI.create("http://127.0.0.1:5/apis/ccompat/v7"));

    var result = ConfigFiles.read(file);
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    assertThat(result.warnings()).isEmpty();
    var config = ((ConfigResult.Valid) result).config();
    assertThat(config.regionIds()).containsExactly("us-east-1", "eu-west-1", "ap-south-1");
    assertThat(config.regions().get(1).endpoint()).contains(URI.create("http://127.0.0.1:2"));
    assertThat(config.controlPlane().currentRegion()).isEqualTo("us-east-1");
    assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:4");
    assertThat(config.topics().partitions()).isEqualTo(SandboxConfig.PARTITIONS);
    assertThat(config.agents().heartbeat()).isEqualTo(SandboxConfig.HEARTBEAT);
    assertThat(config.agents().ttl()).isEqualTo(SandboxConfig.TTL);
    assertThat(config.healthCheck().interval()).isEqualTo(Duration.ofSeconds(2));
  }
}
