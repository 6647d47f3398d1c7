package dev.parallax.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.HealthProbe;
import dev.parallax.health.probe.Regions;
import dev.parallax.sandbox.ChildCommand;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code health-app --observer} as a process (H8). */
class HealthObserverIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final SandboxBroker broker = SharedBroker.get();
  private final String prefix = "observer-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final TopicCatalogue topics = new TopicCatalogue(prefix, 2);

  @TempDir Path directory;

  @Test
  void writesWhatItsRegionSeesOfTheOthersAndNothingElse() throws Exception {
    try (var servers = Regions.start(Duration.ofMillis(40))) {
      writeConfiguration(servers);
      try (var child =
          observer()
              .environment("PARALLAX_REGION", "eu-west-1")
              .arguments("--endpoint", "us-east-1=" + servers.well())
              .start(directory.resolve("observer.log"))) {
        await()
            .atMost(SOON)
            .until(() -> Operations.get(child, "/health/ready").contains("\"ready\""));
        checkProbes();
        assertThat(Operations.get(child, "/metrics"))
            .contains("parallax_probes_total{from=\"eu-west-1\",result=\"ok\",to=\"us-east-1\"}")
            .doesNotContain("parallax_region_health", "kafka_stream_");
        child.stop(Duration.ofSeconds(15));
        assertThat(child.exitStatus()).isZero();
      }
    }
    assertThat(topicsOfTheInstallation()).containsExactly(topics.probes().name());
    assertThat(directory.resolve(".parallax")).doesNotExist();
  }

  private void checkProbes() {
    try (var registry = SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
        var probes =
            new Newest<>(
                broker.bootstrapServers(),
                topics.probes().name(),
                new AvroCodecs(registry).decoder(HealthProbe.class))) {
      await()
          .atMost(SOON)
          .pollInSameThread()
          .until(
              () ->
                  probes.of("eu-west-1>us-east-1").filter(HealthProbe::getOk).isPresent()
                      && probes.of("eu-west-1>ap-south-1").isPresent());

      assertThat(probes.of("eu-west-1>us-east-1").orElseThrow().getLatencyMs())
          .isBetween(40.0, 400.0);
      assertThat(probes.of("eu-west-1>ap-south-1").orElseThrow().getError())
          .isEqualTo("status 503");
      assertThat(probes.of("eu-west-1>eu-west-1")).isEmpty();
    }
  }

  @Test
  void isNotStartedInARegionThatIsNotDefined() throws IOException {
    Files.writeString(config(), "regions: [{id: us-east-1}]\n");
    try (var child = observer().arguments("--region", "mars-1").start(directory.resolve("o.log"))) {
      assertThat(child.awaitExit(SOON)).isTrue();
      assertThat(child.exitStatus()).isEqualTo(2);
      assertThat(Files.readString(child.logFile()))
          .isEqualTo(
              "health-app: --region mars-1: the configuration defines no such region; name one of"
                  + " us-east-1\n");
    }
  }

  private ChildCommand observer() {
    return ChildProcess.java("observer", HealthApp.class.getName())
        .heapMb(64)
        .directory(directory)
        .arguments("--observer", "--config", config().toString())
        .arguments("--instance-id", "observer", "--port", "0", "--bind", "127.0.0.1");
  }

  private Path config() {
    return directory.resolve("parallax.config.yaml");
  }

  private void writeConfiguration(Regions servers) throws IOException {
    Files.writeString(
        config(),
        """
        regions:
          - {id: us-east-1, primary: true, endpoint: "http://127.0.0.1:1"}
          - {id: eu-west-1, endpoint: "%s"}
          - {id: ap-south-1, endpoint: "%s"}
        healthCheck: {interval: 1s, timeout: 900ms}
        kafka: {bootstrapServers: "%s"}
        schemaRegistry: {urls: ["%s"]}
        topics: {prefix: %s, partitions: 2, replicationFactor: 1}
        """
            .formatted(
                servers.well(),
                servers.sick(),
                broker.bootstrapServers(),
                SharedRegistry.get().url(),
                prefix));
  }

  private List<String> topicsOfTheInstallation() throws Exception {
    Map<String, Object> properties =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    try (var admin = Admin.create(properties)) {
      return admin.listTopics().names().get().stream()
          .filter(name -> name.startsWith(prefix))
          .toList();
    }
  }
}
