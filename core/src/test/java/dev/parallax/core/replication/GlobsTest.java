package dev.parallax.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @ParameterizedTest
  @CsvSource({
    "dev-*, dev-x, true",
    "dev-*, dev-, true",
    "dev-*, dev, false",
    "dev-*, a-dev-x, false",
    "*-draft, eu-draft, true",
    "*-draft, eu-draft-2, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "*, '', true",
    "?, '', false",
    "'', '', true",
    "'', a, false",
    "a.c, abc, false",
    "[ab], a, false",
    "Dev-*, dev-x, false",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "a?c, a😀c, true",
  })
  void matchesTheWholeName(String glob, String name, boolean matches) {
    assertThat(Globs.matches(glob, name)).isEqualTo(matches);
  }

  @Test
  void oneOfThemIsEnoughAndOfNoneNoneMatches() {
    assertThat(new Globs(List.of("dev-*", "test-*")).matches("test-y")).isTrue();
    assertThat(new Globs(List.of()).matches("test-y")).isFalse();
  }

  @Test
  void manyStarsTakeNoLongTime() {
    assertThat(Globs.matches("*a".repeat(50) + "b", "a".repeat(5_000))).isFalse();
  }

  /** The judge is the regular expression that a glob abbreviates, every other character quoted. */
  @Property
  void meansWhatItsRegularExpressionMeans(@ForAll("few") String glob, @ForAll("few") String name) {
    assertThat(Globs.matches(glob, name))
        .isEqualTo(Pattern.compile(expression(glob), Pattern.DOTALL).matcher(name).matches());
  }

  @Provide
  Arbitrary<String> few() {
    return Arbitraries.strings().withChars("ab.\\$\n*?").ofMaxLength(8);
  }

  private static String expression(String glob) {
    return glob.chars().mapToObj(GlobsTest::expression).collect(Collectors.joining());
  }

  private static String expression(int character) {
    return switch (character) {
      case '*' -> ".*";
      case '?' -> ".";
      default -> Pattern.quote(Character.toString(character));
    };
  }
}
