package dev.parallax.runtime.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final String WRITE = "parallax.docs.write";

  @Test
  void saysWhatTheCatalogueSays() throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, MetricsPage.text(), UTF_8);
    }
    assertThat(Files.readString(PAGE, UTF_8))
        .as(
            "docs/metrics.md is generated from Metric; write it anew by: ./mvnw -pl runtime -am test"
                + " -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -D"
                + WRITE
                + "=true")
        .isEqualToNormalizingNewlines(MetricsPage.text());
  }
}
