package dev.parallax.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsColumnsToTheirWidestCellWithoutTrailingSpaces() {
    var table = Table.of("Region", "Agents", "Status").row("us-east-1", "10", "healthy");

    assertThat(table.lines())
        .containsExactly("Region     Agents  Status", "us-east-1  10      healthy");
  }

  @Test
  void keepsTheFirstColumnAtItsLeastWidth() {
    var table = Table.of("Region", "Agents").firstColumnAtLeast(12).row("eu", "8");

    assertThat(table.lines()).containsExactly("Region        Agents", "eu            8");
  }

  @Test
  void countsCharactersAndNotUnits() {
    var table = Table.of("A", "B").row("\uD83D\uDE00", "1").row("ab", "2");

    assertThat(table.lines()).containsExactly("A   B", "\uD83D\uDE00   1", "ab  2");
  }

  @Test
  void refusesARowOfAnotherWidth() {
    var table = Table.of("A", "B");

    assertThatThrownBy(() -> table.row("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row needs 2 cells, not 1");
  }
}
