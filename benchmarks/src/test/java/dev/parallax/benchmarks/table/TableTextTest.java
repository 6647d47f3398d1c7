package dev.parallax.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTest {
  private record Named(String key, String title) implements Section {
    @Override
    public List<Row> rows(Run run) {
      return List.of();
    }
  }

  @Test
  void showsMedianAndSpreadOfEveryRow() {
    var figures = new Figures();
    for (var rate : new double[] {41_000.4, 38_500, 52_300}) {
      figures.add("router", "tasks/s", rate);
      figures.ratio("router / pass-through", rate, 50_000);
    }

    var text = TableText.section(new Named("b", "beside others"), figures.rows());

    assertThat(text.lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .containsExactly(
            "",
            "(b) beside others",
            " | router | 41,000 | 38,500..52,300 | tasks/s | 3",
            " | router / pass-through | 0.82 | 0.77..1.05 | 3");
  }

  @Test
  void showsThreeDigitsThatCount() {
    assertThat(List.of(0.1234, 9.994, 12.34, 99.96, 1_234_567.8))
        .extracting(TableText::number)
        .containsExactly("0.12", "9.99", "12.3", "100.0", "1,234,568");
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(new Row("p99", "ms", List.of(8.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
  }

  @Test
  void refusesWhatWasNotMeasured() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Row("p99", "ms", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Row("p99", "ms", List.of(1.0, Double.NaN)));
  }
}
