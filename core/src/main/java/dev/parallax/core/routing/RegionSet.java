package dev.parallax.core.routing;

import java.util.Arrays;

/** A set of positions of configured regions. Immutable. */
final class RegionSet {
  private final boolean[] members;

  private RegionSet(boolean[] members) {
    this.members = members;
  }

  static RegionSet all(int size) {
    var members = new boolean[size];
    Arrays.fill(members, true);
    return new RegionSet(members);
  }

  static RegionSet of(int size, int... indexes) {
    var members = new boolean[size];
    for (int index : indexes) {
      members[index] = true;
    }
    return new RegionSet(members);
  }

  boolean contains(int index) {
    return members[index];
  }
}
