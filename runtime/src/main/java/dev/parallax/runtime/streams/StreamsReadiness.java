package dev.parallax.runtime.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * Whether a topology does its work (H8). One that has been RUNNING and rebalances because another
 * process came or went is still ready for a while: most of its partitions go on.
 */
final class StreamsReadiness {

  static final Duration REBALANCE_GRACE = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private volatile Interruption interruption = Interruption.NEVER_RAN;

  /** When the topology stopped RUNNING, if it ever ran. */
  private record Interruption(boolean ran, long atNanos) {
    static final Interruption NEVER_RAN = new Interruption(false, 0);
  }

  StreamsReadiness(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void changed(State now, State before) {
    if (before == State.RUNNING && now == State.REBALANCING) {
      interruption = new Interruption(true, nanoTime.getAsLong());
    }
  }

  Optional<String> missing(State state) {
    return switch (state) {
      case RUNNING -> Optional.empty();
      case REBALANCING -> rebalancing();
      case CREATED -> Optional.of("the topology is not started yet");
      default -> Optional.of("the topology is " + state);
    };
  }

  private Optional<String> rebalancing() {
    var since = interruption;
    long elapsed = nanoTime.getAsLong() - since.atNanos();
    return since.ran() && elapsed < REBALANCE_GRACE.toNanos()
        ? Optional.empty()
        : Optional.of("partitions are being assigned or their stores restored");
  }
}
