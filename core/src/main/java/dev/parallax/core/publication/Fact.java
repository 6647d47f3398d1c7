package dev.parallax.core.publication;

import java.util.Objects;
import java.util.Optional;

/**
 * What a region said of a publication; it is never taken back.
 *
 * @param kind what it said
 * @param region who said it
 * @param reason why it refused, aborted or is to be given up, one sentence; else empty
 */
public record Fact(Kind kind, String region, Optional<String> reason) {
  /** What can be said. */
  public enum Kind {
    /** The origin publishes it. */
    PROPOSE,
    /** The region has durably stored it, and will use it if it is committed. */
    STORED,
    /** The region will never have stored it. */
    REFUSED,
    /** The coordinator has decided that it stands. */
    COMMIT,
    /** The coordinator has decided that it does not. */
    ABORT,
    /** The region uses it. */
    APPLIED,
    /** The publisher gives it up. Only the origin heeds it, and only until it votes. */
    CANCEL
  }

  /** All parts are there. */
  public Fact {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(reason, "reason");
  }

  /** A fact without a reason. */
  public static Fact of(Kind kind, String region) {
    return new Fact(kind, region, Optional.empty());
  }

  /** A fact with its reason. */
  public static Fact of(Kind kind, String region, String reason) {
    return new Fact(kind, region, Optional.of(reason));
  }
}
