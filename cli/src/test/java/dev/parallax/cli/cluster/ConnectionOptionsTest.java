package dev.parallax.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
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
