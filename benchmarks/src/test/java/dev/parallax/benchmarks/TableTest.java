package dev.parallax.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TableTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private final StringWriter errors = new StringWriter();

  /** Shows how it was asked to measure. */
  private record Echo(String key) implements Section {
    @Override
    public String title() {
      return "what " + key + " is about";
    }

    @Override
    public List<Row> rows(Run run) {
      return List.of(new Row(key, "", Collections.nCopies(run.turns(), 1.0 * run.scaled(1_000))));
    }
  }

  private int run(String... args) {
    var sections = List.<Section>of(new Echo("b"), new Echo("d-agents"), new Echo("d-regions"));
    return new CommandLine(
            new Table(
                sections,
                new PrintStream(out, true, UTF_8),
                new PrintStream(progress, true, UTF_8)))
        .setErr(new PrintWriter(errors, true))
        .execute(args);
  }

  /** Key, median, spread and turns of each row. */
  private List<String> rows() {
    return out.toString(UTF_8)
        .lines()
        .skip(1)
        .filter(line -> line.startsWith("  "))
        .map(line -> line.strip().replaceAll(" +", " "))
        .toList();
  }

  @Test
  void measuresAllSectionsThreeTimes() {
    assertThat(run()).isZero();

    assertThat(out.toString(UTF_8)).contains("(d-agents) what d-agents is about");
    assertThat(rows())
        .containsExactly(
            "b 1,000 1,000..1,000 3",
            "d-agents 1,000 1,000..1,000 3",
            "d-regions 1,000 1,000..1,000 3");
    assertThat(progress.toString(UTF_8)).contains("(d-regions) what d-regions is about");
  }

  @Test
  void measuresWhatIsChosenAsOftenAsToldTo() {
    assertThat(run("--only", "d-regions,b", "--turns", "5")).isZero();

    assertThat(rows()).containsExactly("b 1,000 1,000..1,000 5", "d-regions 1,000 1,000..1,000 5");
  }

  @Test
  void takesALetterForAllSectionsThatBeginWithIt() {
    run("--only", "d", "--list");

    assertThat(out.toString(UTF_8).lines())
        .containsExactly("d-agents   what d-agents is about", "d-regions  what d-regions is about");
  }

  @Test
  void measuresOnceAndLittleWhenTriedOut() {
    run("--only", "b", "--quick");

    assertThat(rows()).containsExactly("b 100 100..100 1");
  }

  @Test
  void refusesASectionThatThereIsNotAndSaysWhichThereAre() {
    assertThat(run("--only", "d-agent")).isEqualTo(2);

    assertThat(errors.toString())
        .contains("--only d-agent: the sections are b, d-agents, d-regions");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void refusesNoTurns() {
    assertThat(run("--turns", "0")).isEqualTo(2);

    assertThat(errors.toString()).contains("--turns must be 1..50: 0");
  }
}
