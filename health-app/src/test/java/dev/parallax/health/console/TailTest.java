package dev.parallax.health.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TailTest {
  private final Tail<String> tail = new Tail<>(3);

  @Test
  void keepsTheNewestAndTellsWhatIsNew() {
    for (var item : List.of("a", "b", "c", "d", "e")) {
      tail.add(item);
    }

    assertThat(tail.after(0)).containsExactly("c", "d", "e");
    assertThat(tail.after(4)).containsExactly("e");
    assertThat(tail.after(tail.number())).isEmpty();
  }

  @Test
  void goesOnCountingWhenItForgets() {
    tail.add("a");
    long seen = tail.number();
    tail.clear();
    tail.add("b");

    assertThat(tail.after(seen)).containsExactly("b");
    assertThat(tail.after(0)).containsExactly("b");
  }
}
