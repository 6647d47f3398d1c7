package dev.parallax.core.failover;

/** What makes a step of the failover state. */
public sealed interface Event {
  /** What is known of all regions when it happens. */
  Sight sight();

  /** Time passed, or something about a region may have changed. */
  record Seen(Sight sight) implements Event {}

  /**
   * An operator gave an order.
   *
   * @param appendedAt when the broker received it
   */
  record Ordered(Command command, long appendedAt, Sight sight) implements Event {}
}
