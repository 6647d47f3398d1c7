package dev.parallax.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FuzzTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void badInputStopsNoApp() {
    assertThat(fuzz("--seed", "10", "--inputs", "10000")).describedAs("%s", printed).isZero();

    // It reached what lies behind the reading of records.
    assertThat(printed.toString(UTF_8))
        .contains(
            "ROUTER parallax.outcomes",
            "FEDERATED_ROUTER parallax.forward.eu-west-1",
            "FEDERATED_ROUTER parallax.returned.eu-west-1",
            "HEALTH parallax.failovers",
            "FEDERATED_HEALTH parallax.ballots",
            "VIEW parallax.publications");
  }

  @Test
  void namesATopicThatNobodyReads() {
    assertThat(fuzz("--topic", "weather", "--inputs", "10")).isEqualTo(2);
  }

  private int fuzz(String... arguments) {
    return new CommandLine(new Fuzz(new PrintStream(printed, true, UTF_8))).execute(arguments);
  }
}
