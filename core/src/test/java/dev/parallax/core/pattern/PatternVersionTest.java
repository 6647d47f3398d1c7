package dev.parallax.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternVersionTest {
  private static final List<String> ASCENDING =
      List.of(
          "0.0.0",
          "0.0.9",
          "0.0.10",
          "0.2.0",
          "0.10.0",
          "1.0.0-0",
          "1.0.0-2",
          "1.0.0-10",
          "1.0.0-alpha",
          "1.0.0-alpha.1",
          "1.0.0-alpha.beta",
          "1.0.0-beta",
          "1.0.0-beta.2",
          "1.0.0-beta.11",
          "1.0.0-rc-1",
          "1.0.0",
          "1.0.1",
          "2.0.0",
          "10.0.0");

  @Test
  void ordersFiguresAsNumbersAndPreReleasesBeforeTheirRelease() {
    var shuffled = new ArrayList<>(ASCENDING);
    Collections.reverse(shuffled);

    var sorted = shuffled.stream().map(PatternVersion::parse).sorted().toList();

    assertThat(sorted).map(PatternVersion::toString).isEqualTo(ASCENDING);
    assertThat(sorted).doesNotHaveDuplicates();
    assertThat(sorted.get(3).compareTo(PatternVersion.parse("0.2.0"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.0",
        "v1.0.0",
        "1.0.0.0",
        "01.0.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0-a..b",
        "1.0.0+b",
        "1.0.0 ",
        "9999999999.0.0",
        "-1.0.0"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> PatternVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.4.0");
  }
}
