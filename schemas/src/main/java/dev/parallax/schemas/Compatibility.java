package dev.parallax.schemas;

/**
 * A registry's rule for new versions of a subject, by the names of its REST API. Parallax wants
 * {@link #BACKWARD}.
 */
public enum Compatibility {
  /** Anything goes. */
  NONE,
  /** The new version reads what the newest old one wrote. */
  BACKWARD,
  /** The new version reads what every old one wrote. */
  BACKWARD_TRANSITIVE,
  /** The newest old version reads what the new one writes. */
  FORWARD,
  /** Every old version reads what the new one writes. */
  FORWARD_TRANSITIVE,
  /** Both ways, with the newest old version. */
  FULL,
  /** Both ways, with every old version. */
  FULL_TRANSITIVE
}
