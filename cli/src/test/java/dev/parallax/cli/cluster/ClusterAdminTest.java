package dev.parallax.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.console.GlobalOptions;
import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.Session;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClusterAdminTest {
  @TempDir private Path directory;

  private Connection connection() {
    var options =
        CommandLine.populateCommand(new ConnectionOptions(), "--bootstrap-servers", "kafka:1");
    return options.connection(
        new Session(new GlobalOptions(), new Environment(Map.of(), directory, directory)));
  }

  @Test
  void saysThatNobodyIsThereOnlyIfNobodyAnswered() {
    assertThat(ClusterAdmin.failure(connection(), new TimeoutException("30 s")))
        .hasMessageStartingWith("no Kafka broker answers at kafka:1");
  }

  @Test
  void saysWhatTheClusterAnswered() {
    assertThat(ClusterAdmin.failure(connection(), new ClusterAuthorizationException("denied")))
        .hasMessage("the cluster at kafka:1 did not list its topics: denied");
  }
}
