package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KnownIdsTest {
  private final KnownIds known = new KnownIds();

  @Property(tries = 200)
  void whatWasAddedIsKnown(@ForAll @Size(max = 200) Set<String> ids) {
    var some = new KnownIds();
    ids.forEach(some::add);
    assertThat(ids).allMatch(some::mayContain);
  }

  @Test
  void whatWasNotAddedIsRarelyKnownThroughSeveralParts() {
    IntStream.range(0, 200_000).forEach(i -> known.add("execution-" + i));
    assertThat(IntStream.range(0, 200_000)).allMatch(i -> known.mayContain("execution-" + i));
    assertThat(
            IntStream.range(200_000, 400_000)
                .filter(i -> known.mayContain("execution-" + i))
                .count())
        .isLessThan(2_000);
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(known.mayContain("")).isFalse();
    assertThat(known.mayContain("execution-1")).isFalse();
  }
}
