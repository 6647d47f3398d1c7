package dev.parallax.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"250ms,250", "10s,10000", "300s,300000", "5m,300000", "1h,3600000", "0s,0"})
  void readsWholeNumbersWithAUnit(String text, long ms) {
    assertThat(Durations.parse(text)).contains(Duration.ofMillis(ms));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10", "s", "-1s", "+1s", "1.5s", "1 s", "1S", "1d", "1m30s", "1234567890123s"})
  void readsNothingElse(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"250ms,250ms", "1000ms,1s", "5m,300s", "60m,1h", "90m,5400s", "0h,0s"})
  void printsOneSpelling(String text, String canonical) {
    assertThat(Durations.parse(text).map(Durations::print)).contains(canonical);
  }

  @Property
  void readsWhatItPrints(@ForAll @LongRange(min = 0, max = 31_622_400_000L) long ms) {
    var duration = Duration.ofMillis(ms);

    assertThat(Durations.parse(Durations.print(duration))).contains(duration);
  }
}
