package dev.parallax.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.GlobalOptions;
import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.UpState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConnectionOptionsTest {
  @TempDir private Path home;

  @BeforeEach
  void runUp() throws IOException {
    var config =
        CommandRun.write(
            home,
            "up.yaml",
            """
            regions:
              - id: us-east-1
            kafka:
              bootstrapServers: "127.0.0.1:3"
            schemaRegistry:
              urls: ["http://127.0.0.1:4"]
            topics:
              prefix: up.
            """);
    var self = ProcessHandle.current();
    environment()
        .stateFile()
        .write(
            new UpState(
                self.pid(),
                UpState.startOf(self),
                "127.0.0.1:3",
                "http://127.0.0.1:4",
                Map.of("us-east-1", "http://127.0.0.1:5"),
                Map.of("us-east-1", "127.0.0.1:3"),
                Map.of("us-east-1", "http://127.0.0.1:6/"),
                config,
                home,
                Map.of()));
  }

  private Environment environment() {
    return new Environment(Map.of(), home, home);
  }

  private Connection connection(String... arguments) {
    return CommandLine.populateCommand(new ConnectionOptions(), arguments)
        .connection(new Session(new GlobalOptions(), environment()));
  }

  @Test
  void takesAllFromARunningUp() {
    assertThat(connection().bootstrapServers()).isEqualTo("127.0.0.1:3");
    assertThat(connection().topics().prefix()).isEqualTo("up.");
  }

  @Test
  void asksTheClusterOfTheRegionThatIsNamed() {
    var file =
        CommandRun.write(
            home,
            "federated.yaml",
            """
            regions:
              - {id: us-east-1, kafka: {bootstrapServers: "us:9092"}}
              - id: eu-west-1
                kafka: {bootstrapServers: "eu:9092"}
                schemaRegistry: {urls: ["http://eu:8081"]}
            controlPlane: {mode: federated, currentRegion: us-east-1}
            """);

    assertThat(connection("--config", file.toString()).bootstrapServers()).isEqualTo("us:9092");
    var eu = connection("--config", file.toString(), "--region", "eu-west-1");
    assertThat(eu.bootstrapServers()).isEqualTo("eu:9092");
    assertThat(eu.registry().urls()).containsExactly(URI.create("http://eu:8081"));
    assertThat(eu.region()).contains("eu-west-1");
    assertThat(eu.adviceIfUnreachable()).contains("found by " + file + ", region eu-west-1)");
  }

  /** One registry for all, but that the current region has its own. */
  private String federated() {
    return CommandRun.write(
            home,
            "three.yaml",
            """
            regions:
              - id: us-east-1
                kafka: {bootstrapServers: "us:9092"}
                schemaRegistry: {urls: ["http://us:8081"]}
              - {id: eu-west-1, kafka: {bootstrapServers: "eu:9092"}}
              - {id: ap-south-1, kafka: {bootstrapServers: "ap:9092"}}
            schemaRegistry: {urls: ["http://common:8081"]}
            controlPlane: {mode: federated, currentRegion: us-east-1}
            """)
        .toString();
  }

  private ConnectionOptions options(String... arguments) {
    return CommandLine.populateCommand(new ConnectionOptions(), arguments);
  }

  private Session session() {
    return new Session(new GlobalOptions(), environment());
  }

  @Test
  void tellsWhoseControlPlaneIsAskedIfNoneWasNamed() {
    var err = new StringWriter();

    options("--config", federated(), "--region", "eu-west-1").one(session(), new PrintWriter(err));
    options().one(session(), new PrintWriter(err));
    assertThat(err).hasToString("");

    var asked = options("--config", federated()).one(session(), new PrintWriter(err));
    assertThat(err)
        .hasToString("parallax: asking the control plane of us-east-1; --region names another\n");
    assertThat(asked.controlPlane()).contains("us-east-1");
    assertThat(asked.place()).isEqualTo(" in the cluster of us-east-1");
  }

  @Test
  void asksTheOneRegionThatKnowsAndNoOther() {
    var eu = options("--config", federated()).of("eu-west-1", session());
    assertThat(eu.bootstrapServers()).isEqualTo("eu:9092");

    assertThatThrownBy(
            () ->
                options("--config", federated(), "--region", "us-east-1")
                    .of("eu-west-1", session()))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "only the control plane of eu-west-1 knows this: leave --region out, or write --region"
                + " eu-west-1");
    assertThat(options("--region", "us-east-1").of("us-east-1", session()).bootstrapServers())
        .isEqualTo("127.0.0.1:3");
  }

  @Test
  void hasTheHashOfTheFileAndTheRegistryOfEachRegionWhereverItIsLookedFrom() {
    var us = connection("--config", federated());
    var ap = connection("--config", federated(), "--region", "ap-south-1");

    assertThat(us.configHash()).isPresent().isEqualTo(ap.configHash());
    assertThat(RegionClusters.of(us).byRegion().values())
        .extracting(there -> there.registry().urls().get(0).getHost())
        .containsExactly("us", "common", "common");
  }

  @Test
  void staysWithTheOneClusterOfAllRegions() {
    var here = connection("--region", "us-east-1");

    assertThat(here.bootstrapServers()).isEqualTo("127.0.0.1:3");
    assertThat(here.source()).isEqualTo("a running 'parallax up'");
  }

  @Test
  void refusesARegionThatIsNotDefined() {
    assertThatThrownBy(() -> connection("--region", "us-east-2"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("there is no region us-east-2; did you mean us-east-1? There are us-east-1");
  }

  @Test
  void takesNothingFromAnUpWithOtherBrokers() {
    var other = connection("--bootstrap-servers", "kafka:9092");

    assertThat(other.topics()).isEqualTo(Connection.DEFAULT_TOPICS);
    assertThat(other.registry().urls())
        .containsExactly(URI.create("http://localhost:8081/apis/ccompat/v7"));
    assertThat(other.config()).isEmpty();
  }

  @Test
  void takesRegistryAndPrefixFromAnUpWithTheSameBrokers() {
    assertThat(connection("--bootstrap-servers", "127.0.0.1:3").topics().prefix()).isEqualTo("up.");
  }
}
