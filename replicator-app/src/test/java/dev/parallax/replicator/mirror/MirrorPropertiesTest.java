package dev.parallax.replicator.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.replication.Flow;
import dev.parallax.runtime.config.ConfigFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The properties are held by files, because most of them cannot be seen in what is copied: a lost
 * one shows as a slow link, a loop or a duplicate after a crash.
 */
class MirrorPropertiesTest {
  private static final Flow FLOW = new Flow("us-east-1", "eu-west-1");

  @TempDir Path directory;

  @Test
  void rendersTheWholeConfigurationOfAFlow() {
    assertHeld("mirror-properties.txt", MirrorProperties.of(config(), FLOW).printable());
  }

  @Test
  @SuppressWarnings("unchecked") // Just rendered.
  void rendersTheSameAsAConnector() {
    var connector = Rendering.connector(config(), FLOW);

    assertThat(connector.get("name")).isEqualTo("parallax-us-east-1-to-eu-west-1");
    assertHeld("mirror-connector.txt", (Map<String, String>) connector.get("config"));
  }

  @Test
  void secretsReachTheClientsAndAreNeverPrinted() {
    var properties = MirrorProperties.of(config(), FLOW);

    assertThat(properties.all())
        .containsEntry("us-east-1.sasl.jaas.config", "the-secret")
        .containsEntry("us-east-1.consumer.sasl.jaas.config", "the-secret");
    assertThat(properties.printable().toString()).doesNotContain("the-secret");
    assertThat(Rendering.connector(config(), FLOW).toString()).doesNotContain("the-secret");
  }

  @Test
  void nothingThatIsConfiguredOverrulesExactlyOnce() {
    assertThat(MirrorProperties.of(config(), FLOW).all())
        .containsEntry("us-east-1.consumer.isolation.level", "read_committed")
        .doesNotContainKey("eu-west-1.producer.enable.idempotence")
        .doesNotContainKey("eu-west-1.enable.idempotence");
  }

  @Test
  void theHashTellsConfigurationsApart() {
    var one = MirrorProperties.of(config(), FLOW);
    var other = MirrorProperties.of(config(), new Flow("eu-west-1", "us-east-1"));

    assertThat(one.hash()).hasSize(16).isEqualTo(MirrorProperties.of(config(), FLOW).hash());
    assertThat(other.hash()).isNotEqualTo(one.hash());
  }

  private ParallaxConfig config() {
    var file = directory.resolve("parallax.config.yaml");
    write(
        file,
        """
        regions:
          - id: us-east-1
            kafka:
              bootstrapServers: "us:9092"
              properties:
                security.protocol: SASL_SSL
                sasl.mechanism: SCRAM-SHA-512
                sasl.jaas.config: the-secret
                isolation.level: read_uncommitted
                consumer.fetch.max.bytes: "1000000"
          - id: eu-west-1
            kafka:
              bootstrapServers: "eu:9092"
              properties: {enable.idempotence: "false", linger.ms: "3"}
        controlPlane: {mode: federated, currentRegion: eu-west-1}
        topics: {prefix: parallax., replicationFactor: 3}
        replication:
          patterns: {enabled: true, mode: strong, excludePatterns: [dev-*, test-*]}
          topics: [knowledge-*]
        """);
    if (ConfigFiles.readUngated(file) instanceof ConfigResult.Valid valid) {
      return valid.config().in("eu-west-1");
    }
    throw new IllegalStateException("faulty: " + ConfigFiles.readUngated(file).refusals());
  }

  private static void assertHeld(String resource, Map<String, String> properties) {
    var text =
        new TreeMap<>(properties)
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
    write(Path.of("target", resource), text);
    assertThat(text).isEqualTo(read(Path.of("src", "test", "resources", resource)));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
