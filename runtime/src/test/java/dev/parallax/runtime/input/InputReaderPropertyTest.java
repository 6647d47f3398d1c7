package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.InputLimits;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** R5: the whole input is read, and only what has one meaning passes. */
class InputReaderPropertyTest {
  private static final int MAX_DEPTH = 5;
  private static final String[] PATHS = {"a", "b.a", "a.b.a"};

  private final RequestRecords records = new RequestRecords(new InputLimits(10_000, MAX_DEPTH));

  @Property(tries = 3_000)
  void acceptsWhatIsJsonWithoutAKeyThatStandsTwiceOnAPathThatIsRead(@ForAll("texts") String input) {
    boolean accepted = isAccepted(input);
    assertThat(accepted).as(input).isEqualTo(isOfOneMeaning(input));
    Statistics.collect(accepted);
    Statistics.coverage(
        coverage -> {
          coverage.check(true).percentage(share -> share > 10);
          coverage.check(false).percentage(share -> share > 10);
        });
  }

  @Property(tries = 3_000)
  void refusesDamageBehindTheLastPathThatIsRead(
      @ForAll("texts") String rest, @ForAll("damages") String damage, @ForAll int place) {
    var whole = "{\"a\":\"DE\",\"b\":{\"a\":1},\"rest\":" + rest + "}";
    int start = whole.indexOf("rest");
    int at = start + Math.floorMod(place, whole.length() - start + 1);
    var damaged = whole.substring(0, at) + damage + whole.substring(at);
    assertThat(isAccepted(damaged)).as(damaged).isEqualTo(isOfOneMeaning(damaged));
  }

  @Property
  void refusesAnInputThatIsCutAnywhere(@ForAll("objects") String input, @ForAll int place) {
    int end = Math.floorMod(place, input.length());
    assertThat(isAccepted(input.substring(0, end))).isFalse();
  }

  private boolean isAccepted(String input) {
    return records.read(request("e", input), PATHS) instanceof ParsedRequest.Accepted;
  }

  private static boolean isOfOneMeaning(String input) {
    NaiveJson.Node tree;
    try {
      tree = NaiveJson.parse(input);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return tree.depth() <= MAX_DEPTH
        && List.of(PATHS).stream().noneMatch(path -> NaiveJson.isAmbiguous(tree, path));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(5, objects()), Tuple.of(1, values(2)), Tuple.of(2, RequestArbitraries.scraps()));
  }

  @Provide
  Arbitrary<String> damages() {
    return Arbitraries.of(
        ",", ":", "{", "}", "[", "]", "\"", "\\", "0", "-", "x", "\u0000", "\n", " ", "\"a\":1,");
  }

  @Provide
  Arbitrary<String> objects() {
    return objectOf(values(3));
  }

  /** Any value, in which keys stand twice as often as not. */
  private static Arbitrary<String> values(int depth) {
    var scalars =
        Arbitraries.of(
            "1", "-1.5e3", "\"x\"", "\"\\u0061\\n\"", "true", "null", "[]", "{}", "\"\"");
    if (depth == 0) {
      return scalars;
    }
    var inner = values(depth - 1);
    var arrays = inner.list().ofMaxSize(3).map(list -> "[" + String.join(", ", list) + "]");
    return Arbitraries.frequencyOf(
        Tuple.of(2, scalars), Tuple.of(1, arrays), Tuple.of(4, objectOf(inner)));
  }

  private static Arbitrary<String> objectOf(Arbitrary<String> values) {
    var keys = Arbitraries.of("a", "b", "c", "d", "\\u0061", "a.b", "");
    return Combinators.combine(keys, values)
        .as((key, value) -> "\"" + key + "\": " + value)
        .list()
        .ofMaxSize(4)
        .map(members -> "{" + String.join(",", members) + "}");
  }
}
