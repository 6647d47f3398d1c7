package dev.parallax.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbingTest {
  private static final String REGIONS =
      """
      regions:
        - {id: us-east-1, endpoint: "http://us.example", kafka: {bootstrapServers: "us:9092"}}
        - {id: eu-west-1, endpoint: "http://eu.example", kafka: {bootstrapServers: "eu:9092"}}
        - {id: ap-south-1, endpoint: "http://ap.example", kafka: {bootstrapServers: "ap:9092"}}
      """;

  @TempDir Path directory;

  private ParallaxConfig config(String controlPlane) throws IOException {
    var file = directory.resolve("parallax.config.yaml");
    Files.writeString(file, REGIONS + controlPlane);
    return ConfigFiles.load(file);
  }

  private static List<String> urls(List<Target> targets) {
    return targets.stream().map(Target::ready).map(URI::toString).toList();
  }

  @Test
  void oneControlPlaneProbesRegions() throws IOException {
    assertThat(urls(Probing.targets(config("controlPlane: {currentRegion: us-east-1}"))))
        .containsExactly("http://eu.example/health/ready", "http://ap.example/health/ready");
  }

  @Test
  void aRegionsControlPlaneProbesThoseOfItsPeersWhereTheyAreNamed() throws IOException {
    var config =
        config(
            """
            controlPlane:
              mode: federated
              currentRegion: us-east-1
              federation:
                peers:
                  - {region: eu-west-1, endpoint: "http://plane.eu.example:8082"}
            """);

    assertThat(urls(Probing.targets(config)))
        .containsExactly(
            "http://plane.eu.example:8082/health/ready", "http://ap.example/health/ready");
  }
}
