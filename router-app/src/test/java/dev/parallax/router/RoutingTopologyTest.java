package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingTopologyTest {
  private static final String GOLDEN = "/routing-topology.txt";

  private static final String FEDERATED_GOLDEN = "/routing-topology-federated.txt";

  /**
   * A change of this file is a change of a running system: a renamed store loses its contents, a
   * processor that moves to another sub-topology loses its partitions' state and its transaction.
   * If it is meant, put what the test prints into the file and say in the change how an upgrade
   * keeps the executions that are running.
   */
  @Test
  void isTheTopologyThatRunningSystemsHave(@TempDir Path directory) throws IOException {
    try (var router = new RouterDriver(directory);
        var golden = RoutingTopologyTest.class.getResourceAsStream(GOLDEN)) {
      assertThat(golden).as(GOLDEN).isNotNull();
      assertThat(router.topology.describe().toString())
          .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), UTF_8));
    }
  }

  /** The same where every region has a control plane of its own (P7). */
  @Test
  void isTheTopologyThatFederatedSystemsHave(@TempDir Path directory) throws IOException {
    try (var routers = new FederatedRouters(directory, "");
        var golden = RoutingTopologyTest.class.getResourceAsStream(FEDERATED_GOLDEN)) {
      assertThat(golden).as(FEDERATED_GOLDEN).isNotNull();
      assertThat(routers.at(FederatedRouters.EU).topology.describe().toString())
          .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), UTF_8));
    }
  }
}
