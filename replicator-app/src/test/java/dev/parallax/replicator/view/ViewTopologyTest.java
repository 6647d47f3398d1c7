package dev.parallax.replicator.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.schemas.InMemorySchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTopologyTest {
  private static final String GOLDEN = "/view-topology.txt";

  /**
   * A change of this file is a change of a running system: a renamed store loses what other regions
   * said, and what is read again shows patterns for a moment that were deleted since. If a change
   * is meant, put what the test prints into the file and say in the change what an upgrade does.
   */
  @Test
  void isTheTopologyThatRunningSystemsHave(@TempDir Path directory) throws IOException {
    var config = FederatedConfig.of(directory, "us-east-1", "{}");
    try (var view = new ViewDriver(directory, new InMemorySchemaRegistry(), config);
        var golden = ViewTopologyTest.class.getResourceAsStream(GOLDEN)) {
      assertThat(golden).as(GOLDEN).isNotNull();
      assertThat(view.topology.describe().toString())
          .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), UTF_8));
    }
  }
}
