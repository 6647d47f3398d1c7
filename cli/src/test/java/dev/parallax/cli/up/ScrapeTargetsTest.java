package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrapeTargetsTest {
  @TempDir private Path directory;

  @Test
  void tellPrometheusWhereEveryAppIsNow() throws IOException {
    var targets = ScrapeTargets.in(directory);
    targets.write(Map.of("router-app", URI.create("http://127.0.0.1:1")));
    targets.write(
        new TreeMap<>(
            Map.of(
                "router-app",
                URI.create("http://127.0.0.1:2"),
                "observer-eu-west-1",
                URI.create("http://127.0.0.1:3"))));

    assertThat(Files.readString(directory.resolve("targets.json")))
        .isEqualTo(
            """
            [{"targets":["127.0.0.1:3"],"labels":{"job":"observer","instance":"observer-eu-west-1"}},\
            {"targets":["127.0.0.1:2"],"labels":{"job":"router","instance":"router-app"}}]
            """);
    assertThat(directory)
        .isDirectoryContaining("glob:**targets.json")
        .isDirectoryNotContaining("glob:**draft");
  }
}
