package dev.parallax.runtime.access;

import java.util.Objects;
import java.util.Optional;

/**
 * Who has rights: all that do the same, in the same region where that matters.
 *
 * @param role what they do
 * @param region whose agents or whose replicator they are; absent where rights are the same in all
 */
public record Holder(Role role, Optional<String> region) {

  /**
   * @throws IllegalArgumentException if a region is missing or too much
   */
  public Holder {
    Objects.requireNonNull(role, "role");
    if (role.isRegional() != region.isPresent()) {
      throw new IllegalArgumentException(role + " of " + region);
    }
  }

  static Holder of(Role role) {
    return new Holder(role, Optional.empty());
  }

  static Holder of(Role role, String region) {
    return new Holder(role, Optional.of(region));
  }

  /** As it is written on a command line: {@code router}, {@code agent@eu-west-1}. */
  public String text() {
    return role.text() + region.map(id -> "@" + id).orElse("");
  }
}
