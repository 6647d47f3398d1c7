package dev.parallax.core.health;

import java.util.Objects;

/**
 * Why a region with a control plane of its own counts itself UNHEALTHY (H5).
 *
 * @param text its triggers that have tripped, with figures, for people
 * @param trial whether it is its error rate alone, so that a small share of its work may show
 *     whether it still is
 */
public record Ailment(String text, boolean trial) {
  /** The text is there. */
  public Ailment {
    Objects.requireNonNull(text, "text");
  }
}
