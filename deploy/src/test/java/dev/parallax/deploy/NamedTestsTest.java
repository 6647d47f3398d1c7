package dev.parallax.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that promise something name tests that hold it. */
class NamedTestsTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

  @ParameterizedTest
  @ValueSource(strings = {"docs/upgrading.md", "docs/security.md"})
  void namesTestsThatAreThere(String page) throws IOException {
    var named =
        TEST.matcher(Clone.text(page))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(8).isSubsetOf(tests());
  }

  private static Set<String> tests() throws IOException {
    var tests = new TreeSet<String>();
    try (var modules = Files.list(Clone.path("."))) {
      for (var module : modules.toList()) {
        var sources = module.resolve(Path.of("src", "test", "java"));
        if (Files.isDirectory(sources)) {
          try (var files = Files.walk(sources)) {
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .forEach(name -> tests.add(name.substring(0, name.length() - ".java".length())));
          }
        }
      }
    }
    return tests;
  }
}
