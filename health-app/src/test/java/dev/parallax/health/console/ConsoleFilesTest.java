package dev.parallax.health.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page is made of. */
class ConsoleFilesTest {
  private static final int MOST_BYTES = 40_000;
  private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

  private static List<ConsolePage.File> files() {
    var page = ConsolePage.load();
    var files = new ArrayList<>(page.files());
    files.add(page.front());
    return files;
  }

  @Test
  void isSmall() {
    assertThat(files().stream().mapToInt(file -> file.text().getBytes(UTF_8).length).sum())
        .isLessThan(MOST_BYTES);
  }

  @Test
  void namesNoOtherSite() {
    assertThat(files())
        .allSatisfy(
            file ->
                assertThat(file.text().replace(SVG_NAMESPACE, ""))
                    .as(file.path())
                    .doesNotContain("http://", "https://", "url(/", "@import", "src=\"//"));
  }

  /** What comes from topics must be text: these would make markup or code of it. */
  @Test
  void makesNothingButTextOfWhatItIsTold() {
    assertThat(files())
        .allSatisfy(
            file ->
                assertThat(file.text())
                    .as(file.path())
                    .doesNotContain(
                        "innerHTML",
                        "outerHTML",
                        "insertAdjacentHTML",
                        "document.write",
                        "eval(",
                        "new Function",
                        " style=\"",
                        "onclick="));
  }

  @Test
  void servesWhatItImports() {
    var served = files().stream().map(ConsolePage.File::path).toList();
    var imports = Pattern.compile("from '\\./([^']+)'|(?:href|src)=\"/console/([^\"]+)\"");

    var named = new ArrayList<String>();
    for (var file : files()) {
      imports
          .matcher(file.text())
          .results()
          .forEach(
              found ->
                  named.add(
                      "/console/" + (found.group(1) == null ? found.group(2) : found.group(1))));
    }

    assertThat(named).isNotEmpty().allSatisfy(path -> assertThat(served).contains(path));
  }
}
