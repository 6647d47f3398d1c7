package dev.parallax.router;

import dev.parallax.core.config.ParallaxConfig;
import java.util.Optional;

/**
 * R17: which requests wait, and until when.
 *
 * @param holdMs how long at most, ms; 0 = none waits
 * @param share how many on this partition at most
 * @param held those that wait
 */
record Holding(long holdMs, int share, HeldStore held) {

  /** {@code routing.maxHeld} is shared by the partitions, as no task sees those of another. */
  static Holding of(ParallaxConfig config, HeldStore held) {
    int partitions = config.topics().partitions();
    int share = (config.routing().maxHeld() + partitions - 1) / partitions;
    return new Holding(config.routing().hold().toMillis(), share, held);
  }

  boolean isOff() {
    return holdMs == 0;
  }

  /**
   * Lets a request wait that does not yet, until the time is over or its deadline, if that is
   * first.
   *
   * @param effects get the row
   * @return why it cannot wait; absent if it does
   */
  Optional<String> hold(
      String id, Arrival arrival, String contentHash, long deadline, Effects effects, long now) {
    if (held.size() >= share) {
      return Optional.of(
          "held store full: %d requests wait on its partition, which is its share of"
                  .formatted(held.size())
              + " routing.maxHeld");
    }
    var waiting = arrival.held(held.nextArrival(), now, Math.min(now + holdMs, deadline));
    var entry = new HeldStore.Entry(id, waiting.row(contentHash));
    if (entry.size() > HeldStore.MAX_ENTRY_BYTES) {
      return Optional.of(
          "too large to be held: %d bytes are more than %d"
              .formatted(entry.size(), HeldStore.MAX_ENTRY_BYTES));
    }
    effects.hold(entry);
    return Optional.empty();
  }

  /** One that waits goes on waiting; no longer than to its deadline, which a pattern may change. */
  void goOn(String id, Arrival arrival, String contentHash, long deadline, Effects effects) {
    if (deadline < arrival.heldUntil()) {
      var sooner = arrival.held(arrival.number(), arrival.heldSince(), deadline);
      effects.hold(new HeldStore.Entry(id, sooner.row(contentHash)));
    }
  }
}
