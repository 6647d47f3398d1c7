package dev.parallax.cli.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.GlobalOptions;
import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.Session;
import dev.parallax.events.FlowState;
import dev.parallax.events.ReplicationFlow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** P3: no silent downgrade. */
class InstalledModeTest {
  private static final Set<String> ONE_CLUSTER = Set.of("parallax.patterns");
  private static final Set<String> FEDERATED =
      Set.of("parallax.patterns", "parallax.patterns-view", "parallax.publications");

  @TempDir private Path directory;

  @Test
  void withoutAConfigurationNothingIsPublishedInAFederatedCluster() {
    var addresses = connection("--bootstrap-servers", "eu:9092", "--region", "eu-west-1");

    assertThat(new InstalledMode(ONE_CLUSTER, List.of()).objection(addresses)).isEmpty();
    assertThat(new InstalledMode(FEDERATED, List.of()).objection(addresses))
        .hasValueSatisfying(
            objection ->
                assertThat(objection)
                    .contains("the cluster at eu:9092", "no configuration is known", "--config"));
  }

  @Test
  void neitherByTheConfigurationOfOneClusterForAll() {
    CommandRun.write(directory, "parallax.config.yaml", "regions: [{id: eu-west-1}]\n");

    assertThat(new InstalledMode(FEDERATED, List.of()).objection(connection()))
        .hasValueSatisfying(
            objection -> assertThat(objection).contains("all regions share one cluster"));
  }

  @Test
  void anEventualConfigurationIsRefusedWhereTheReplicatorPublishesInAllRegionsAtOnce() {
    configure("eventual");
    var strong = flow("parallax.patterns", "parallax.publications");
    var eventual = flow("parallax.patterns");

    assertThat(new InstalledMode(FEDERATED, List.of(eventual)).objection(connection())).isEmpty();
    assertThat(new InstalledMode(FEDERATED, List.of(eventual, strong)).objection(connection()))
        .hasValueSatisfying(
            objection ->
                assertThat(objection)
                    .contains("the replicator of eu-west-1", "us-east-1>eu-west-1", "--config"));
  }

  @Test
  void rulesOfStrongPublicationsAreThoseOfTheConfiguration() {
    configure("eventual");
    assertThat(StrongPublishing.rules(connection())).isEmpty();

    configure("strong");
    assertThat(StrongPublishing.rules(connection())).isPresent();
    assertThat(StrongPublishing.isMeant(connection(), "vote")).isTrue();
    assertThat(StrongPublishing.isMeant(connection(), "dev-vote")).isFalse();
  }

  private void configure(String mode) {
    CommandRun.write(
        directory,
        "parallax.config.yaml",
        """
        regions:
          - {id: us-east-1, kafka: {bootstrapServers: "us:9092"}}
          - {id: eu-west-1, kafka: {bootstrapServers: "eu:9092"}}
        controlPlane: {mode: federated, currentRegion: eu-west-1}
        replication:
          patterns: {enabled: true, mode: %s, excludePatterns: ["dev-*"]}
        """
            .formatted(mode));
  }

  private Connection connection(String... arguments) {
    var environment = new Environment(Map.of(), directory, directory);
    return CommandLine.populateCommand(new ConnectionOptions(), arguments)
        .connection(new Session(new GlobalOptions(), environment));
  }

  private static ReplicationFlow flow(String... topics) {
    return ReplicationFlow.newBuilder()
        .setFlow("us-east-1>eu-west-1")
        .setSource("us-east-1")
        .setTarget("eu-west-1")
        .setState(FlowState.RUNNING)
        .setTopics(List.of(topics))
        .setUpdatedAt(1)
        .build();
  }
}
