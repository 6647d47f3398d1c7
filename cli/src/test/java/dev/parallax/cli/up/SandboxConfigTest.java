package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.failover.FailoverRules;
import dev.parallax.runtime.config.ConfigFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxConfigTest {
  @TempDir private Path directory;

  @Test
  void writesAConfigurationThatAppsStartWith() throws IOException {
    var config = ConfigFiles.load(written());

    assertThat(config.regionIds()).containsExactly("us-east-1", "eu-west-1", "ap-south-1");
    assertThat(config.regions().get(1).endpoint()).contains(URI.create("http://127.0.0.1:2"));
    assertThat(config.controlPlane().currentRegion()).isEqualTo("us-east-1");
    assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:11");
    assertThat(config.topics().partitions()).isEqualTo(SandboxConfig.PARTITIONS);
    assertThat(config.agents().heartbeat()).isEqualTo(SandboxConfig.HEARTBEAT);
    assertThat(config.agents().ttl()).isEqualTo(SandboxConfig.TTL);
    assertThat(config.healthCheck().interval()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void givesEveryRegionItsClusterWhereControlPlanesAreFederated() {
    var file = directory.resolve("federated.yaml");
    write(file, SandboxPlan.Clusters.FEDERATED, Optional.empty());

    assertThat(SandboxConfig.warnings(file)).hasSize(1);
    var config = ConfigFiles.load(file);
    assertThat(config.regionIds())
        .extracting(region -> config.in(region).kafka().bootstrapServers())
        .containsExactly("127.0.0.1:11", "127.0.0.1:12", "127.0.0.1:13");
    assertThat(config.replication().patterns().excludePatterns())
        .containsExactly("dev-*", "test-*");
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
    var text = Files.readString(file);
    assertThat(text).contains("\ncontrolPlane:\n");
    Files.writeString(
        file, text.replace("\ncontrolPlane:\n", "\ncontrolPlane:\n  federation: {peers: []}\n"));

    assertThatThrownBy(() -> SandboxConfig.warnings(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(
            ": controlPlane.federation.peers: this list needs controlPlane.mode: federated");
  }

  @Test
  void takesTheUsersSectionsInsteadOfItsOwn() throws IOException {
    var config =
        ConfigFiles.load(
            written(
                """
                ---
                # of the user
                healthCheck: {interval: 3s}
                routing:
                  strategy: weighted
                  weights: {us-east-1: 1}
                """));

    assertThat(config.healthCheck().interval()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.routing().strategy().name()).isEqualTo("weighted");
    assertThat(config.topics().partitions()).isEqualTo(SandboxConfig.PARTITIONS);
  }

  @Test
  void leavesTheStrategyToDisasterRecovery() throws IOException {
    var config =
        ConfigFiles.load(
            written(
                """
                disasterRecovery:
                  mode: active-passive
                  primary: us-east-1
                  standby: [eu-west-1, ap-south-1]
                """));

    assertThat(FailoverRules.of(config).order())
        .containsExactly("us-east-1", "eu-west-1", "ap-south-1");
    assertThat(config.routing().hold()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka: {bootstrapServers: 'a:1'} | : kafka is the sandbox's own: an overlay may have",
        "[] | has no sections",
        "'{routing: {hold: 1s}}' | is in braces: write its sections in lines of their own",
        "'routing: {' | : "
      })
  void refusesAnOverlayThatCannotBeLaidOver(String text, String message) {
    assertThatThrownBy(() -> written(text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("overlay.yaml")
        .hasMessageContaining(message);
  }

  private Path written() {
    return written(Optional.empty());
  }

  private Path written(String overlay) {
    return written(
        Optional.of(ConfigOverlay.read(CommandRun.write(directory, "overlay.yaml", overlay))));
  }

  private Path written(Optional<ConfigOverlay> overlay) {
    var file = directory.resolve("parallax.config.yaml");
    write(file, SandboxPlan.Clusters.GLOBAL, overlay);
    return file;
  }

  private static void write(
      Path file, SandboxPlan.Clusters clusters, Optional<ConfigOverlay> overlay) {
    ToIntFunction<SandboxRegion> number = region -> 1 + SandboxRegion.three().indexOf(region);
    SandboxConfig.write(
        file,
        new SandboxPlan(
            SandboxRegion.three(), clusters, new Trial.Completed(), Optional.empty(), overlay),
        new SandboxConfig.Addresses(
            region -> URI.create("http://127.0.0.1:" + number.applyAsInt(region)),
            region -> "127.0.0.1:" + (10 + number.applyAsInt(region)),
            region -> URI.create("http://127.0.0.1:5/apis/ccompat/v7")));
  }
}
