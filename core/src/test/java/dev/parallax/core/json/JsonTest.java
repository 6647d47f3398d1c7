package dev.parallax.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "1e0, 1",
    "10e-1, 1",
    "0, 0",
    "-0.00, 0",
    "0e400, 0",
    "100, 100",
    "1e2, 100",
    "-2.50, -2.5",
    "0.000001, 0.000001",
    "0.0000001, 1E-7",
    "123456789012345678901, 123456789012345678901",
    "1e20, 100000000000000000000",
    "1e21, 1E+21",
    "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827",
  })
  void spellsEqualNumbersAlikeAndLosesNoDigit(String number, String spelling) {
    assertThat(Json.Num.of(number).canonical()).isEqualTo(spelling);
    assertThat(Json.Num.of(number)).isEqualTo(Json.Num.of(spelling));
    assertThat(Json.Num.of(number)).hasSameHashCodeAs(Json.Num.of(spelling));
  }

  @Test
  void tellsNumbersApartThatADoubleWouldNot() {
    assertThat(Json.Num.of("0.1")).isNotEqualTo(Json.Num.of("0.10000000000000000001"));
    assertThat(Json.Num.of("9007199254740993")).isNotEqualTo(Json.Num.of("9007199254740992"));
  }

  @Test
  void doesNotCountTheOrderOfKeysButThatOfAList() {
    var oneWay = new LinkedHashMap<String, Json>();
    oneWay.put("label", text("spam"));
    oneWay.put("at", list(Json.Num.of("1.0"), new Json.Bool(true)));
    var otherWay = new LinkedHashMap<String, Json>();
    otherWay.put("at", list(Json.Num.of("1"), new Json.Bool(true)));
    otherWay.put("label", text("spam"));

    assertThat(new Json.Members(oneWay)).isEqualTo(new Json.Members(otherWay));
    assertThat(new Json.Members(oneWay).canonical())
        .isEqualTo("{\"at\":[1,true],\"label\":\"spam\"}");
    assertThat(list(text("a"), text("b"))).isNotEqualTo(list(text("b"), text("a")));
  }

  @Test
  void tellsKindsApart() {
    assertThat(List.of(text("7"), Json.Num.of("7"), text("true"), new Json.Bool(true)))
        .doesNotHaveDuplicates();
    assertThat(List.of(new Json.Null(), text(""), list(), new Json.Members(Map.of())))
        .doesNotHaveDuplicates()
        .extracting(Json::canonical)
        .containsExactly("null", "\"\"", "[]", "{}");
  }

  @Test
  void takesUnicodeAsItIs() {
    // The same letter, as one code point and as two.
    assertThat(text("\u00e9")).isNotEqualTo(text("e\u0301"));
    assertThat(text("\u00e9\ud83d\ude00\u2028").canonical())
        .isEqualTo("\"\u00e9\ud83d\ude00\u2028\"");
  }

  @Test
  void escapesWhatJsonAndUtf8CannotHold() {
    assertThat(text("\"\\\b\t\n\f\r\u0001\ud83d\ude00").canonical())
        .isEqualTo("\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001\ud83d\ude00\"");
    assertThat(text("\ud83d").canonical()).isEqualTo("\"\\ud83d\"");
    assertThat(text("a\ude00").canonical()).isEqualTo("\"a\\ude00\"");
  }

  private static Json text(String text) {
    return new Json.Text(text);
  }

  private static Json list(Json... items) {
    return new Json.Items(List.of(items));
  }
}
