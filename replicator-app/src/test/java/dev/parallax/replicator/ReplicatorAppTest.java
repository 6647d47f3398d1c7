package dev.parallax.replicator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicatorAppTest {
  @Test
  void refusesOneClusterForAllRegionsAndSaysWhy(@TempDir Path directory) throws IOException {
    var config = directory.resolve("parallax.config.yaml");
    Files.writeString(config, "regions: [{id: us-east-1}, {id: eu-west-1}]\n");
    var err = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(err, true, UTF_8));
    int code;
    try {
      code = ReplicatorApp.run("--config", config.toString(), "--port", "0");
    } finally {
      System.setErr(before);
    }

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains(
            "replicator-app: all regions share one cluster (controlPlane.mode: global), so there is"
                + " nothing to replicate; run it only where controlPlane.mode is federated");
  }
}
