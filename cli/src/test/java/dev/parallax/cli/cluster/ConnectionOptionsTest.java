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
                "http://127.0.0.1:5",
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
