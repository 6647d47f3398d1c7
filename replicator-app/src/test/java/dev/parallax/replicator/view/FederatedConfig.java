package dev.parallax.replicator.view;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of three regions with a cluster each. */
public final class FederatedConfig {
  private FederatedConfig() {}

  /**
   * As it is in a region.
   *
   * @param patterns the mapping of {@code replication.patterns}
   */
  public static ParallaxConfig of(Path directory, String region, String patterns) {
    try {
      var file = Files.createTempFile(directory, "parallax", ".yaml");
      Files.writeString(
          file,
          """
          regions:
            - {id: us-east-1, primary: true, kafka: {bootstrapServers: "us:9092"}}
            - {id: eu-west-1, kafka: {bootstrapServers: "eu:9092"}}
            - {id: ap-south-1, kafka: {bootstrapServers: "ap:9092"}}
          controlPlane: {mode: federated}
          topics: {partitions: 1}
          replication:
            patterns: %s
          """
              .formatted(patterns));
      return ConfigFiles.load(file).in(region);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
