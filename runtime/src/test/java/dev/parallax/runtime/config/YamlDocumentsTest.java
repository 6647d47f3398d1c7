package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.ConfigNode.Entry;
import dev.parallax.core.config.ConfigNode.Mapping;
import dev.parallax.core.config.ConfigNode.Scalar;
import dev.parallax.core.config.ConfigNode.Sequence;
import dev.parallax.core.config.Literal;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentsTest {

  @Test
  void keepsLinesAndTheTextOfScalars() {
    assertThat(YamlDocuments.parse("# a comment\na:\n  - 0x10\n  - 'b c'\n"))
        .isEqualTo(
            new Mapping(
                List.of(
                    new Entry(
                        "a",
                        2,
                        new Sequence(
                            List.of(
                                new Scalar("0x10", number("16"), 3),
                                new Scalar("b c", text("b c"), 4)),
                            3))),
                2));
  }

  @Test
  void keepsKeysThatStandTwice() {
    assertThat(YamlDocuments.parse("a: x\nb: y\na: z\n"))
        .isEqualTo(
            new Mapping(
                List.of(
                    new Entry("a", 1, new Scalar("x", text("x"), 1)),
                    new Entry("b", 2, new Scalar("y", text("y"), 2)),
                    new Entry("a", 3, new Scalar("z", text("z"), 3))),
                1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO", "no", "yes", "on", "off", "y", "1_000", "0b1", "12:30", "${HOME}"})
  void takesForTextWhatTheCoreSchemaDoes(String text) {
    assertThat(value("a: " + text)).isEqualTo(text(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'true'", "\"12\"", "!!str 12", "|\n  12"})
  void takesForTextWhatIsQuoted(String yaml) {
    assertThat(value("a: " + yaml)).isInstanceOf(Literal.Text.class);
  }

  @ParameterizedTest
  @CsvSource({"12,12", "-3,-3", "0o17,15", "0xff,255", "1.50,1.50", "1e3,1E+3", ".5,0.5"})
  void takesForNumbersWhatTheCoreSchemaDoes(String yaml, BigDecimal number) {
    assertThat(value("a: " + yaml)).isEqualTo(new Literal.Num(number));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "True,true", "FALSE,false"})
  void takesForFlagsWhatTheCoreSchemaDoes(String yaml, boolean flag) {
    assertThat(value("a: " + yaml)).isEqualTo(new Literal.Bool(flag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "NULL"})
  void takesForNullWhatTheCoreSchemaDoes(String yaml) {
    assertThat(value("a: " + yaml)).isEqualTo(new Literal.Null());
  }

  @Test
  void leavesReferencesToTheEnvironmentToKafka() {
    assertThat(value("a: ${env:PASSWORD}")).isEqualTo(text("${env:PASSWORD}"));
  }

  @Test
  void resolvesAliasesAndMerges() {
    var document = (Mapping) YamlDocuments.parse("a: &x {c: 2}\nb: *x\n<<: *x\n");

    assertThat(document.entries()).extracting(Entry::key).containsExactly("a", "b", "c");
    assertThat(document.entries().get(1).value()).isEqualTo(document.entries().get(0).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing\n", "---\n...\n"})
  void takesAnEmptyTextForADocumentWithoutKeys(String text) {
    assertThat(keys(YamlDocuments.parse(text))).isEmpty();
  }

  @Test
  void namesTheLineOfASyntaxFault() {
    assertThat(fault("a: 1\nb: [1, 2\nc: 3\n"))
        .isEqualTo(
            new ConfigFault(
                "",
                3,
                "",
                "C2",
                "is no YAML: while parsing a flow sequence: expected ',' or ']', but got :"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\n--- \\nb: 2 | 2 | is no YAML: expected a single document in the stream",
        "a: &x [*x] | 1 | contains itself by an alias",
        "a: &x\\n  b: {c: [*x]} | 2 | contains itself by an alias",
        "a: &x\\n  <<: *x | 2 | contains itself by an alias",
        "a: &x [b]\\nc: &x [*x] | 2 | contains itself by an alias",
        "a: *x | 1 | is no YAML: found undefined alias x",
        "? [a] : b | 1 | has a key that is not a text",
        "a: !secret x | 1 | has the unknown tag !secret: write the value itself",
        "a: !box {b: c} | 1 | has the unknown tag !box",
        "a: !!int many | 1 | many is not a number that can be compared: put a text in quotes",
        "a: 1e999999999 | 1 | 1e999999999 is a number beyond all bounds: put a text in quotes",
        "a: .inf | 1 | .inf is not a number that can be compared: put a text in quotes",
        "a: !!bool yes | 1 | yes is neither true nor false",
      })
  void refusesWhatIsNoDocument(String yaml, int line, String message) {
    var fault = fault(yaml.replace("\\n", "\n"));

    assertThat(fault.line()).isEqualTo(line);
    assertThat(fault.message()).startsWith(message);
  }

  @Test
  void namesACharacterThatYamlDoesNotAllow() {
    assertThat(fault("a: b\nc: \u0001\n"))
        .isEqualTo(new ConfigFault("", 2, "", "C2", "is no YAML: it holds the character U+0001"));
  }

  @Test
  void repeatsNothingThatAnUnknownTagStandsBefore() {
    var fault = fault("a: !vault |\n  hunter2\n");

    assertThat(fault.toString()).contains("the unknown tag !vault").doesNotContain("hunter2");
  }

  @Test
  void refusesWhatWouldOverflowTheStack() {
    assertThat(fault("[".repeat(100_000)).message()).isEqualTo("is nested more than 64 deep");
  }

  @Test
  void refusesWhatWouldFillTheMemory() {
    assertThat(fault("a: " + "x".repeat(YamlDocuments.MAX_SIZE)).message())
        .isEqualTo("is longer than the 1048576 characters allowed");
  }

  @Test
  void refusesAliasesThatMultiply() {
    var bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 9; i++) {
      var aliases = ("*a" + (i - 1) + ", ").repeat(9);
      bomb.append("a" + i + ": &a" + i + " [" + aliases + "]\n");
    }

    assertThat(fault(bomb.toString()))
        .isEqualTo(
            new ConfigFault(
                "", 9, "", "C2", "has more than 64 aliases of sections and lists: write them out"));
  }

  private static List<String> keys(ConfigNode document) {
    return ((Mapping) document).entries().stream().map(Entry::key).toList();
  }

  private static Literal value(String yaml) {
    var document = (Mapping) YamlDocuments.parse(yaml);
    return ((Scalar) document.entries().get(0).value()).value();
  }

  private static ConfigFault fault(String yaml) {
    return catchThrowableOfType(MalformedDocument.class, () -> YamlDocuments.parse(yaml)).fault();
  }

  private static Literal text(String text) {
    return new Literal.Text(text);
  }

  private static Literal number(String number) {
    return new Literal.Num(new BigDecimal(number));
  }
}
