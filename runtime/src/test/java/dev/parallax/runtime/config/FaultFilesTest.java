package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * C3: a file of each kind of fault. A line says in a comment after {@code #!} what is wrong with
 * it: rule, path, value if there is one, and words of the message.
 */
class FaultFilesTest {
  private static final Pattern EXPECTED = Pattern.compile("#! (\\S+) (\\S+?)(?: = (\\S+))?: (.+)$");

  @ParameterizedTest
  @MethodSource("files")
  void findsWhatItsLinesSayAndNothingElse(Path file) throws Exception {
    var faults = faults(file);

    assertThat(faults.stream().map(FaultFilesTest::withoutMessage))
        .containsExactlyElementsOf(
            expected(file).stream().map(FaultFilesTest::withoutMessage).toList());
    for (int i = 0; i < faults.size(); i++) {
      assertThat(faults.get(i).message()).contains(expected(file).get(i).message());
    }
  }

  @Test
  void saysSevenDifferentFaultsAtOnce() throws Exception {
    assertThat(faults(directory().resolve("seven.yaml")))
        .extracting(ConfigFault::line)
        .containsExactly(6, 7, 10, 13, 14, 15, 19);
  }

  private static List<ConfigFault> faults(Path file) {
    return ((ConfigResult.Faulty) ConfigFiles.read(file)).faults();
  }

  private static List<ConfigFault> expected(Path file) throws Exception {
    var lines = Files.readAllLines(file);
    var expected = new ArrayList<ConfigFault>();
    for (int i = 0; i < lines.size(); i++) {
      var said = EXPECTED.matcher(lines.get(i));
      if (said.find()) {
        var value = said.group(3) == null ? "" : said.group(3);
        expected.add(new ConfigFault(said.group(2), i + 1, value, said.group(1), said.group(4)));
      }
    }
    return expected;
  }

  private static ConfigFault withoutMessage(ConfigFault fault) {
    return new ConfigFault(fault.path(), fault.line(), fault.value(), fault.rule(), "");
  }

  static Stream<Path> files() throws Exception {
    try (var files = Files.list(directory())) {
      return files.sorted().toList().stream();
    }
  }

  private static Path directory() throws Exception {
    return Path.of(FaultFilesTest.class.getResource("/config/faults").toURI());
  }
}
