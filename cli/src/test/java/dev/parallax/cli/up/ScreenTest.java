package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final StringWriter out = new StringWriter();
  private final Screen screen = new Screen(new PrintWriter(out));

  @Test
  void clearsOnceAndThenOverwrites() {
    screen.draw(List.of("a"));
    screen.draw(List.of("b"));

    assertThat(out).hasToString("\033[H\033[2Ja\033[K\n\033[J" + "\033[Hb\033[K\n\033[J");
  }

  @Test
  void showsTheLastNoticesBelow() {
    for (int i = 1; i <= 7; i++) {
      screen.notice("notice " + i);
    }

    screen.draw(List.of("a"));

    assertThat(out.toString().replace("\033[K", "").lines())
        .containsExactly(
            "\033[H\033[2Ja",
            "",
            "notice 2",
            "notice 3",
            "notice 4",
            "notice 5",
            "notice 6",
            "notice 7",
            "\033[J");
  }
}
