package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTopologyTest {
  private static final String GOLDEN = "/health-topology.txt";
  private static final String FEDERATED = "/health-topology-federated.txt";

  /**
   * A change of this file is a change of a running system. A renamed store loses its contents:
   * every agent is unknown until it beats again, every region forgets its last verdict. Two
   * sub-topologies that become one put a judge of regions into every partition of heartbeats, and
   * regions get many writers. If a change is meant, put what the test prints into the file and say
   * in the change what an upgrade does to a running fleet.
   */
  @Test
  void isTheTopologyThatRunningSystemsHave(@TempDir Path directory) throws IOException {
    try (var health = new HealthDriver(directory)) {
      assertThat(health.topology.describe().toString()).isEqualToNormalizingNewlines(read(GOLDEN));
    }
  }

  /** As above; besides, a region that loses the store of the agreement may break its promises. */
  @Test
  void isTheTopologyThatFederatedSystemsHave(@TempDir Path directory) throws IOException {
    try (var health = new HealthDriver(directory, Events.federated("us-east-1"))) {
      assertThat(health.topology.describe().toString())
          .isEqualToNormalizingNewlines(read(FEDERATED));
    }
  }

  private static String read(String resource) throws IOException {
    try (var golden = HealthTopologyTest.class.getResourceAsStream(resource)) {
      assertThat(golden).as(resource).isNotNull();
      return new String(golden.readAllBytes(), UTF_8);
    }
  }
}
