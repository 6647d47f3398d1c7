package dev.parallax.cli.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.Conformance;
import dev.parallax.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** However a file of cases is spoilt, it is tested or its faults are told; nothing else happens. */
class SpoiltCasesPropertyTest {
  private static final List<String> SPOILS =
      List.of("", "null", "{", "[", "-1", "\"", ": ", "*", "[]", "{}", "true", "us-east-1", "\t");

  private static Path directory;
  private static List<String> files;

  @BeforeContainer
  static void copyCases() throws IOException {
    directory = Files.createTempDirectory("cases");
    Conformance.copyTo(directory);
    files = Conformance.all().stream().map(file -> file.getFileName().toString()).toList();
  }

  @AfterContainer
  static void removeCases() throws IOException {
    try (var all = Files.walk(directory)) {
      for (var file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 300)
  void isTestedOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int spoils)
      throws IOException {
    var random = new Random(seed);
    var name = files.get(random.nextInt(files.size()));
    var lines = lines(name);
    for (int i = 0; i < spoils; i++) {
      spoil(lines, random);
    }
    Files.write(directory.resolve("spoilt.yaml"), lines);

    var run = CommandRun.of(directory, "routing", "test", "--cases", "spoilt.yaml");

    assertThat(run.code()).isIn(ExitCode.OK, ExitCode.FAILED, ExitCode.USAGE);
    assertThat(run.out() + run.err()).doesNotContain("--debug", "Exception");
    assertThat(run.out().isEmpty()).isEqualTo(run.code() == ExitCode.USAGE);
  }

  /** With fewer repetitions, which would be most of the time. */
  private static List<String> lines(String name) throws IOException {
    return new ArrayList<>(
        Files.readAllLines(directory.resolve(name)).stream()
            .map(line -> line.replaceAll("repeat: \\d+", "repeat: 5"))
            .toList());
  }

  private static void spoil(List<String> lines, Random random) {
    int at = random.nextInt(lines.size());
    var line = lines.get(at);
    switch (random.nextInt(5)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line);
      case 2 -> lines.set(at, "  " + line);
      case 3 -> {
        var words = line.split("(?<=[ {}\\[\\],:])", -1);
        words[random.nextInt(words.length)] = SPOILS.get(random.nextInt(SPOILS.size()));
        lines.set(at, String.join("", words));
      }
      default -> {
        int cut = random.nextInt(line.length() + 1);
        lines.set(
            at,
            line.substring(0, cut)
                + SPOILS.get(random.nextInt(SPOILS.size()))
                + line.substring(Math.min(line.length(), cut + 1)));
      }
    }
    if (lines.isEmpty()) {
      lines.add("");
    }
  }
}
