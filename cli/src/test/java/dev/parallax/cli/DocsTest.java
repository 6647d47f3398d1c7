package dev.parallax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.session.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the pages name exists, and what exists is named. */
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern COMMAND =
      Pattern.compile("`(?:\\./)?(parallax(?: [a-z]+(?:-[a-z]+)*)+)");

  @TempDir private Path directory;

  static List<Path> pages() throws IOException {
    try (var files = Files.walk(ROOT, 4)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().matches(".*/(target|node_modules|\\.[a-z]+)/.*"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadToFilesAndHeadingsThatExist(Path page) throws IOException {
    var links = LINK.matcher(prose(page));
    while (links.find()) {
      var target = links.group(1).isEmpty() ? page : page.resolveSibling(links.group(1));
      assertThat(target).as("%s in %s", links.group(), page).exists();
      if (links.group(2) != null) {
        assertThat(anchors(target)).as("%s in %s", links.group(), page).contains(links.group(2));
      }
    }
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(prose(page))
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  private static String prose(Path page) throws IOException {
    return Files.readString(page, UTF_8).replaceAll("(?s)```.*?```", "");
  }

  @Test
  void theReadmeLeadsToEveryPageForOperators() throws IOException {
    var pages =
        pages().stream()
            .map(page -> ROOT.relativize(page).toString())
            .filter(page -> page.matches("(docs|deploy)/.*"))
            .toList();
    assertThat(pages).contains("docs/monitoring.md", "deploy/helm/parallax/README.md");

    var readme = Files.readString(ROOT.resolve("README.md"), UTF_8);

    assertThat(pages).allSatisfy(page -> assertThat(readme).contains("](" + page));
  }

  @Test
  void theOperationsGuideNamesEveryCommand() throws IOException {
    var guide = Files.readString(ROOT.resolve("docs/operations.md"), UTF_8);

    assertThat(commands()).allSatisfy(command -> assertThat(guide).contains("`" + command));
  }

  @Test
  void theOperationsGuideNamesNoCommandThatIsNone() throws IOException {
    var named = COMMAND.matcher(Files.readString(ROOT.resolve("docs/operations.md"), UTF_8));
    var commands = commands();
    while (named.find()) {
      assertThat(commands).as(named.group(1)).anyMatch(named.group(1)::startsWith);
    }
  }

  private List<String> commands() {
    var commands = new ArrayList<String>();
    var root = ParallaxCommand.create(new Environment(Map.of(), directory, directory));
    collect("parallax", root, commands);
    assertThat(commands).hasSizeGreaterThan(30);
    return commands;
  }

  private static void collect(String path, CommandLine command, List<String> commands) {
    var shown =
        command.getSubcommands().entrySet().stream()
            .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
            .filter(entry -> !entry.getKey().equals("help"))
            .toList();
    shown.forEach(entry -> collect(path + " " + entry.getKey(), entry.getValue(), commands));
    if (shown.isEmpty()) {
      commands.add(path);
    }
  }
}
