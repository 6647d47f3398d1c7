package dev.parallax.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerReaderTest {
  private final AnswerReader reader = new AnswerReader(4);

  @Test
  void readsEveryKindOfValue() {
    assertThat(reader.read(" {\"a\": [1.0, \"x\", true, false, null], \"b\": {}} ", 1_000))
        .isEqualTo(
            new AnswerReader.Read(
                new Json.Members(
                    Map.of(
                        "a",
                        new Json.Items(
                            List.of(
                                Json.Num.of("1"),
                                new Json.Text("x"),
                                new Json.Bool(true),
                                new Json.Bool(false),
                                new Json.Null())),
                        "b",
                        new Json.Members(Map.of())))));
  }

  @Test
  void readsTextsWithoutNormalisingThem() {
    assertThat(reader.read("\"e\\u0301\"", 100))
        .isEqualTo(new AnswerReader.Read(new Json.Text("e\u0301")))
        .isNotEqualTo(reader.read("\"\u00e9\"", 100));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "''|its value is empty, not JSON",
        "'  '|its value is empty, not JSON",
        "spam|its value is not JSON, at character",
        "{\"a\":1|its value is not JSON, at character",
        "[1,]|its value is not JSON, at character",
        "NaN|its value is not JSON, at character",
        "01|its value is not JSON, at character",
        "1 2|its value is followed by more than JSON",
        "{} []|its value is followed by more than JSON",
        "{\"a\":1,\"a\":1}|its value names a key twice, at character",
        "{\"b\":{\"a\":1,\"\\u0061\":2}}|its value names a key twice, at character",
        "[[[[[1]]]]]|its value nests deeper than 4",
        "1e999999999|its value holds a number out of range, at character",
        "1e99999999999|its value holds a number out of range, at character",
      })
  void refusesWhatIsNotOneWholeValue(String text, String reason) {
    assertThat(reader.read(text, 1_000))
        .isInstanceOfSatisfying(
            AnswerReader.Fault.class, fault -> assertThat(fault.reason()).startsWith(reason));
  }

  @Test
  void takesTheDeepestAndTheLongestThatItMay() {
    assertThat(reader.read("[[[[1]]]]", 9)).isInstanceOf(AnswerReader.Read.class);
    assertThat(reader.read("[[[[1]]]] ", 9))
        .isEqualTo(new AnswerReader.Fault("its value of 10 bytes is longer than 9"));
    assertThat(reader.read("\"\u00e9\"", 3))
        .isEqualTo(new AnswerReader.Fault("its value of 4 bytes is longer than 3"));
  }

  @Test
  void boundsAlsoWhatItWillBeWrittenAs() {
    assertThat(reader.read("[1e20]", 10))
        .isEqualTo(new AnswerReader.Fault("its value of 23 bytes is longer than 10"));
  }

  @Test
  void quotesNothingOfTheValue() {
    assertThat(reader.read("{\"secret\" secret}", 100).toString()).doesNotContain("secret");
    assertThat(reader.read("{\"secret\":1,\"secret\":1}", 100).toString()).doesNotContain("secret");
  }

  @Test
  void readsItsOwnSpellingAgain() {
    var value = ((AnswerReader.Read) reader.read("{\"b\":1e-9,\"a\":\"\\ud83d\"}", 100)).value();

    assertThat(reader.reread(value.canonical())).isEqualTo(value);
    assertThatThrownBy(() -> reader.reread("{")).isInstanceOf(IllegalStateException.class);
  }
}
