package dev.parallax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parallax.cli.session.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;

/** Whoever copies a command out of a page has one that the command line takes. */
class PageCommandsTest {
  private static final Path ROOT = Path.of("..");

  /** At a prompt, or after another command. */
  private static final Pattern AT_PROMPT =
      Pattern.compile(
          "(?m)^\\s*(?:\\$ |\\$ .* && )?(?:(?:\\.{1,2}/)*parallax|docker compose run --rm cli) (.+)$");

  private static final Pattern FENCE = Pattern.compile("(?s)```.*?```");
  private static final Pattern INLINE = Pattern.compile("`(?:(?:\\.{1,2}/)*)parallax ([^`]+)`");
  private static final Pattern REST_OF_THE_LINE = Pattern.compile("\\s+(?:#|\\||&|>|\\\\$).*$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** Of a command that is spoken of, not shown. */
  private static final Pattern NAME = Pattern.compile("[a-z -]+");

  static List<Path> pages() throws IOException {
    return DocsTest.pages();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOfAPageIsOne(Path page) throws IOException {
    var environment = new Environment(Map.of(), ROOT, ROOT);
    for (var command : commands(Files.readString(page, UTF_8))) {
      assertThatCode(() -> parse(command, environment))
          .as("parallax %s in %s", command, page)
          .doesNotThrowAnyException();
    }
  }

  private static void parse(String command, Environment environment) {
    try {
      ParallaxCommand.create(environment).parseArgs(words(command));
    } catch (MissingParameterException incomplete) {
      if (!NAME.matcher(command).matches()) {
        throw incomplete;
      }
    }
  }

  @Test
  void commandsAreFoundInFencesAndInLines() {
    var page =
        """
        See `./parallax region status [--from R]`, `parallax up`.
        ```console
        $ ./parallax execute greet --input '{"a": "b"}' | jq .
        $ cp a b && ../../parallax config validate FILE   # first
        $ docker compose run --rm cli region status
        parallax 0.1.0
        ```
        """;

    assertThat(commands(page))
        .containsExactly(
            "execute greet --input '{\"a\": \"b\"}'",
            "config validate FILE",
            "region status",
            "region status --from R",
            "up");
    assertThat(words("execute greet --input '{\"a\": \"b\"}'"))
        .containsExactly("execute", "greet", "--input", "{\"a\": \"b\"}");
  }

  private static List<String> commands(String page) {
    var commands = new ArrayList<String>();
    var fences = FENCE.matcher(page);
    while (fences.find()) {
      found(AT_PROMPT, fences.group()).forEach(commands::add);
    }
    found(INLINE, fences.replaceAll(""))
        .filter(inline -> !inline.contains("|"))
        .forEach(commands::add);
    return commands;
  }

  /** Without what the shell takes for itself, and without the brackets around what is optional. */
  private static Stream<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(result -> REST_OF_THE_LINE.matcher(result.group(1)).replaceFirst(""))
        .map(command -> command.replaceAll("\\[(-[^\\]]*)]", "$1").replace("...", "").strip())
        .filter(command -> !command.matches("[0-9].*"));
  }

  private static String[] words(String command) {
    return WORD.matcher(command).results().map(PageCommandsTest::word).toArray(String[]::new);
  }

  private static String word(MatchResult word) {
    return word.group(1) == null ? word.group(2) : word.group(1);
  }
}
