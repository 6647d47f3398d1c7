package dev.parallax.replicator.mirror;

import static dev.parallax.replicator.mirror.Clusters.EU;
import static dev.parallax.replicator.mirror.Clusters.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.core.replication.Flow;
import dev.parallax.sandbox.SharedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replicator whose clients have secrets: one that stands in its file, one that is referred to.
 */
@Tag("long")
class MirrorSecretsIT {
  private static final String WRITTEN = "planted-as-it-is";
  private static final String REFERRED = "planted-by-reference";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void copiesAndPutsNoSecretIntoItsLogNorOneThatIsReferredToIntoATopic() throws IOException {
    var secrets = Files.createDirectory(directory.resolve("secrets"));
    Files.writeString(secrets.resolve("store"), REFERRED);
    try (var clusters = new Clusters(US, EU);
        var federation =
            Federation.ofProcesses(
                clusters,
                directory,
                "replication: {topics: [\"knowledge-PREFIX*\"]}\n",
                SharedRegistry.get().url())) {
      var topic = "knowledge-" + federation.name("x");
      clusters.create(US, topic, 1, Map.of());
      clusters.write(US, topic, Map.of("k", "v"));
      federation.kafkaProperties(properties(secrets));

      try (var replicator = ReplicatorProcess.start(federation, EU, "replicator-eu", directory)) {
        replicator.awaitReady();
        var copy = federation.copy(US, topic);
        await().atMost(ReplicatorProcess.LIMIT).until(() -> clusters.end(EU, copy) > 0);

        assertThat(replicator.log()).isNotEmpty().doesNotContain(WRITTEN, REFERRED);
        var configs = MirrorProperties.of(federation.config(EU), new Flow(US, EU)).configsTopic();
        assertThat(clusters.records(EU, configs).toString())
            .contains("${secrets:" + secrets + ":store}")
            .doesNotContain(REFERRED);
      }
    }
  }

  private static Map<String, String> properties(Path secrets) {
    return Map.of(
        "ssl.key.password",
        WRITTEN,
        "ssl.truststore.password",
        "${secrets:" + secrets + ":store}",
        "config.providers",
        "secrets",
        "config.providers.secrets.class",
        DirectoryConfigProvider.class.getName(),
        "config.providers.secrets.param.allowed.paths",
        secrets.toString());
  }
}
