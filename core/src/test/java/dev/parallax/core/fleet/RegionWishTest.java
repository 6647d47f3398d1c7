package dev.parallax.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R13. */
class RegionWishTest {

  @Test
  void readsAnIdAutoAndTemplates() {
    assertThat(RegionWish.parse("eu-west-1")).isEqualTo(new RegionWish.Literal("eu-west-1"));
    assertThat(RegionWish.parse("auto")).isEqualTo(new RegionWish.Auto());
    assertThat(RegionWish.parse("\"auto\"")).isEqualTo(new RegionWish.Auto());
    assertThat(RegionWish.parse("$input.a.b"))
        .isEqualTo(new RegionWish.Template(List.of(new RegionWish.Operand.Path("a.b"))));
    assertThat(RegionWish.parse("$input.a || 'eu-west-1'"))
        .isEqualTo(
            new RegionWish.Template(
                List.of(
                    new RegionWish.Operand.Path("a"), new RegionWish.Operand.Text("eu-west-1"))));
  }

  @Test
  void listsThePathsOfATemplate() {
    assertThat(((RegionWish.Template) RegionWish.parse("$input.a||$input.b.c||auto")).paths())
        .containsExactly("a", "b.c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auto",
        "eu-west-1",
        "'US \"East\"'",
        "$input.a.b",
        "$input.a||$input.b || \"it's\"",
        "$input.a || auto"
      })
  void readsItsOwnSpellingAsTheSameWish(String text) {
    var wish = RegionWish.parse(text);

    assertThat(RegionWish.parse(wish.text())).isEqualTo(wish);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "$input",
        "$input.",
        "$input.a ||",
        "$metadata.a",
        "eu-west-1 || auto",
        "$input.a || auto || $input.b",
        "\"unclosed"
      })
  void refusesWhatReadsNothingOrIsNeverRead(String text) {
    assertThatThrownBy(() -> RegionWish.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
