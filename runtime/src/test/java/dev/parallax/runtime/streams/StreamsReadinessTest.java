package dev.parallax.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class StreamsReadinessTest {

  private final AtomicLong now = new AtomicLong();
  private final StreamsReadiness readiness = new StreamsReadiness(now::get);

  @Test
  void isReadyWhenRunning() {
    assertThat(readiness.missing(State.RUNNING)).isEmpty();
  }

  @Test
  void isNotReadyBeforeItRanForTheFirstTime() {
    assertThat(readiness.missing(State.CREATED)).contains("the topology is not started yet");
    readiness.changed(State.REBALANCING, State.CREATED);
    assertThat(readiness.missing(State.REBALANCING))
        .contains("partitions are being assigned or their stores restored");
  }

  @Test
  void staysReadyThroughAShortRebalanceOnly() {
    readiness.changed(State.RUNNING, State.REBALANCING);
    now.addAndGet(1_000_000_000L);
    readiness.changed(State.REBALANCING, State.RUNNING);

    now.addAndGet(StreamsReadiness.REBALANCE_GRACE.toNanos() - 1);
    assertThat(readiness.missing(State.REBALANCING)).isEmpty();
    now.addAndGet(1);
    assertThat(readiness.missing(State.REBALANCING)).isPresent();
  }

  @Test
  void isNotReadyWhenItEnds() {
    readiness.changed(State.REBALANCING, State.RUNNING);
    assertThat(readiness.missing(State.PENDING_SHUTDOWN))
        .isEqualTo(Optional.of("the topology is PENDING_SHUTDOWN"));
    assertThat(readiness.missing(State.ERROR)).isEqualTo(Optional.of("the topology is ERROR"));
  }
}
