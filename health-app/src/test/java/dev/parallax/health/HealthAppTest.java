package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HealthAppTest {
  /** Nothing answers at the brokers' addresses: an app that asked them first would never end. */
  @Test
  @Timeout(60)
  void namesASecretThatIsNotThereBeforeItAsksForABroker(@TempDir Path directory)
      throws IOException {
    var config = directory.resolve("parallax.config.yaml");
    Files.writeString(
        config,
        """
        regions:
          - {id: us-east-1, primary: true, kafka: {bootstrapServers: "127.0.0.1:1"}}
          - {id: eu-west-1, kafka: {bootstrapServers: "127.0.0.1:2"}}
        controlPlane:
          mode: federated
          federation:
            peers:
              - {region: eu-west-1, endpoint: "http://127.0.0.1:3", authSecret: nowhere.set}
        """);
    var err = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(err, true, UTF_8));
    int code;
    try {
      code = HealthApp.run("--config", config.toString(), "--port", "0");
    } finally {
      System.setErr(before);
    }

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains(
            "health-app: the secret nowhere.set (authSecret) is not there: set NOWHERE_SET to it, or"
                + " PARALLAX_SECRETS to a directory with a file nowhere.set");
  }
}
