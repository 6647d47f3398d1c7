package dev.parallax.replicator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ReplicatorAppTest {
  @Test
  void refusesToStartAndSaysWhatToDoInstead() {
    var bytes = new ByteArrayOutputStream();

    int code = ReplicatorApp.refuse(new PrintStream(bytes, true, UTF_8));

    assertThat(code).isEqualTo(2);
    assertThat(bytes.toString(UTF_8))
        .isEqualTo(
            "parallax replicator: replication between regions is not available in this version. Run"
                + " one cluster for all regions (controlPlane.mode: global), which needs none."
                + System.lineSeparator());
  }
}
