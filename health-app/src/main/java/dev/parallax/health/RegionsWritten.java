package dev.parallax.health;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the judge of regions does its work, if this process has it: one of several health
 * applications does, and the others are ready to take over.
 */
final class RegionsWritten {
  /** Three refreshes missed (H7), ms. */
  private static final long SILENT_MS = 90_000;

  private final LongSupplier clock;
  private boolean here;
  private long writtenAt;

  /**
   * @param clock ms since the epoch
   */
  RegionsWritten(LongSupplier clock) {
    this.clock = clock;
  }

  /** The judge is in this process from now on, and has written nothing yet. */
  synchronized void begin() {
    here = true;
    writtenAt = 0;
  }

  synchronized void wrote() {
    writtenAt = clock.getAsLong();
  }

  synchronized void end() {
    here = false;
  }

  /** What is missing, for people; empty if nothing is. */
  synchronized Optional<String> missing() {
    if (!here) {
      return Optional.empty();
    }
    if (writtenAt == 0) {
      return Optional.of("the state of regions has not been written yet");
    }
    long silent = clock.getAsLong() - writtenAt;
    return silent < SILENT_MS
        ? Optional.empty()
        : Optional.of("the state of regions has not been written for " + silent / 1_000 + " s");
  }
}
