package dev.parallax.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of any value. */
class JsonPropertyTest {
  @Provide
  Arbitrary<Json> values() {
    return ArbitraryJson.values();
  }

  @Property
  void valuesAreEqualExactlyIfTheirSpellingIs(
      @ForAll("values") Json one, @ForAll("values") Json other) {
    assertThat(one.canonical().equals(other.canonical())).isEqualTo(one.equals(other));
  }

  @Property
  void neitherTheOrderOfKeysNorTrailingZerosChangeAValue(
      @ForAll("values") Json value, @ForAll Random random) {
    var same = respelt(value, random);

    assertThat(same).isEqualTo(value).hasSameHashCodeAs(value);
    assertThat(same.canonical()).isEqualTo(value.canonical());
  }

  private static Json respelt(Json value, Random random) {
    if (value instanceof Json.Num num) {
      return new Json.Num(num.number().setScale(num.number().scale() + random.nextInt(4)));
    }
    if (value instanceof Json.Items list) {
      return new Json.Items(list.items().stream().map(item -> respelt(item, random)).toList());
    }
    if (value instanceof Json.Members object) {
      var keys = new ArrayList<>(List.copyOf(object.members().keySet()));
      Collections.shuffle(keys, random);
      var members = new LinkedHashMap<String, Json>();
      keys.forEach(key -> members.put(key, respelt(object.members().get(key), random)));
      return new Json.Members(members);
    }
    return value;
  }
}
