package dev.parallax.core.quorum;

import java.util.Objects;

/**
 * A sign of life of a leader.
 *
 * @param leader the region that leads, or that was voted for
 * @param beat of the ballot of the leader that was heard last
 */
public record Heard(String leader, long beat) {
  /** The leader is there. */
  public Heard {
    Objects.requireNonNull(leader, "leader");
  }
}
