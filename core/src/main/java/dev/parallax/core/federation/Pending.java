package dev.parallax.core.federation;

import dev.parallax.core.failover.Command;

/**
 * A command that waits for the agreement of the regions.
 *
 * @param command the order
 * @param region where it was given
 * @param appendedAt when that region's broker received it
 * @param readAt when it was read here, by the local clock; of one that was stored, when it was read
 *     from the store
 */
public record Pending(Command command, String region, long appendedAt, long readAt) {
  /** Identity: operators of two regions may have given the same id. */
  public String key() {
    return region + "/" + command.id();
  }
}
