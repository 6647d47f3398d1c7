package dev.parallax.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionsWrittenTest {
  private long now = 1_000_000;
  private final RegionsWritten written = new RegionsWritten(() -> now);

  @Test
  void nothingIsMissingWhereAnotherProcessIsTheWriter() {
    assertThat(written.missing()).isEmpty();
  }

  @Test
  void theWriterIsReadyOnceItHasWritten() {
    written.begin();
    assertThat(written.missing()).contains("the state of regions has not been written yet");

    written.wrote();
    assertThat(written.missing()).isEmpty();
  }

  @Test
  void threeRefreshesMissedAreTooMany() {
    written.begin();
    written.wrote();
    now += 90_000;

    assertThat(written.missing()).contains("the state of regions has not been written for 90 s");
  }

  @Test
  void aFormerWriterIsNotHeldToIt() {
    written.begin();
    written.end();

    assertThat(written.missing()).isEmpty();
  }
}
