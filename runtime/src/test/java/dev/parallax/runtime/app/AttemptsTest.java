package dev.parallax.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private final StopSignal stop = StopSignal.install();
  private final List<String> said = new ArrayList<>();
  private final Attempts attempts = new Attempts(stop, said::add);

  @AfterEach
  void listenNoMore() {
    boolean unusedInterruption = Thread.interrupted();
    stop.close();
  }

  @Test
  void triesAgainAndSaysWhatItWaitsFor() {
    var tries = new AtomicInteger();
    int result =
        attempts.untilItWorks(
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new NotYetException("no broker", null);
              }
              return tries.get();
            });
    assertThat(result).isEqualTo(2);
    assertThat(said).containsExactly("no broker");
  }

  @Test
  void doesNotTryAgainWhatIsWrongForGood() {
    assertThatThrownBy(
            () ->
                attempts.untilItWorks(
                    () -> {
                      throw new IllegalStateException("bug");
                    }))
        .hasMessage("bug");
  }

  @Test
  void endsWhenInterrupted() {
    assertThatThrownBy(
            () ->
                attempts.untilItWorks(
                    () -> {
                      Thread.currentThread().interrupt();
                      throw new NotYetException("no broker", null);
                    }))
        .isInstanceOf(InterruptException.class);
  }

  @Test
  void waitsLongerEachTimeUpToFifteenSeconds() {
    assertThat(Stream.iterate(Duration.ofSeconds(1), Attempts::doubled).limit(6))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 15L, 15L);
  }
}
