package dev.parallax.core.routing;

import dev.parallax.core.fleet.Rendezvous;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configured regions by position, with what a decision would otherwise compute each time. */
final class Regions {
  private final List<String> ids;
  private final Map<String, Integer> positions;
  private final long[] hashes;
  private final RegionSet all;

  Regions(List<String> ids) {
    this.ids = List.copyOf(ids);
    this.positions = new HashMap<>();
    this.hashes = new long[ids.size()];
    for (int i = 0; i < hashes.length; i++) {
      positions.put(ids.get(i), i);
      hashes[i] = Rendezvous.hash(ids.get(i));
    }
    this.all = RegionSet.all(hashes.length);
  }

  int size() {
    return hashes.length;
  }

  String id(int index) {
    return ids.get(index);
  }

  long hash(int index) {
    return hashes[index];
  }

  /** Position of the region; -1 if it is not defined. */
  int indexOf(String id) {
    var position = positions.get(id);
    return position == null ? -1 : position;
  }

  RegionSet all() {
    return all;
  }

  /** The positions of these ids, all of which are defined. */
  RegionSet setOf(Collection<String> members) {
    return RegionSet.of(size(), members.stream().mapToInt(this::defined).toArray());
  }

  /** Position of a region that the configuration's reader has checked. */
  int defined(String id) {
    int index = indexOf(id);
    if (index < 0) {
      throw new IllegalArgumentException("region is not defined: " + id);
    }
    return index;
  }
}
