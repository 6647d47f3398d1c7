package dev.parallax.core.json;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Small values, so that equal ones are met often. */
public final class ArbitraryJson {
  private static final int MAX_DEPTH = 3;

  private ArbitraryJson() {}

  /** Any value. */
  public static Arbitrary<Json> values() {
    return nested(MAX_DEPTH);
  }

  /** Objects of up to four members. */
  public static Arbitrary<Json> objects() {
    return members(nested(MAX_DEPTH - 1));
  }

  /** Lists of up to four items. */
  public static Arbitrary<Json> lists() {
    return items(nested(MAX_DEPTH - 1));
  }

  private static Arbitrary<Json> nested(int depth) {
    return depth == 0
        ? scalars()
        : Arbitraries.oneOf(scalars(), items(nested(depth - 1)), members(nested(depth - 1)));
  }

  private static Arbitrary<Json> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.of(new Json.Null(), new Json.Bool(true), new Json.Bool(false)),
        Arbitraries.integers()
            .between(-20, 20)
            .flatMap(
                unscaled ->
                    Arbitraries.integers()
                        .between(-1, 1)
                        .map(scale -> new Json.Num(BigDecimal.valueOf(unscaled, scale)))),
        Arbitraries.strings()
            .withChars("ab\"\\\u0001\ud83d\u00e9")
            .ofMaxLength(3)
            .map(Json.Text::new));
  }

  private static Arbitrary<Json> items(Arbitrary<Json> values) {
    return values.list().ofMaxSize(4).map(Json.Items::new);
  }

  private static Arbitrary<Json> members(Arbitrary<Json> values) {
    return Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), values)
        .ofMaxSize(4)
        .map(Json.Members::new);
  }
}
