package dev.parallax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parallax.cli.session.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever follows an alert at night types commands that exist. */
class RunbookTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern RUNBOOK = Pattern.compile("runbook: \"parallax (.*)\"");
  private static final Pattern QUOTED = Pattern.compile("`parallax (.*?)`", Pattern.DOTALL);
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*?}}");

  @Test
  void everyCommandOfAnAlertIsOne() throws IOException {
    assertAreCommands(commands("deploy/prometheus/alerts.yaml", RUNBOOK));
  }

  @Test
  void everyCommandOfThePageAboutAlertsIsOne() throws IOException {
    assertAreCommands(commands("docs/alerts.md", QUOTED));
  }

  private static void assertAreCommands(List<String> commands) {
    assertThat(commands).hasSizeGreaterThan(10);
    var environment = new Environment(Map.of(), ROOT, ROOT);
    for (var command : commands) {
      assertThatCode(() -> ParallaxCommand.create(environment).parseArgs(command.split("\\s+")))
          .as("parallax %s", command)
          .doesNotThrowAnyException();
    }
  }

  private static List<String> commands(String file, Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(ROOT.resolve(file), UTF_8))
        .results()
        .map(found -> TEMPLATE.matcher(found.group(1)).replaceAll("a-region"))
        .toList();
  }
}
