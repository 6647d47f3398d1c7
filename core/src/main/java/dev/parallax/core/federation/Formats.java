package dev.parallax.core.federation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which formats the regions understand what is agreed, so that releases that differ in it agree
 * while one is replaced by the other.
 *
 * <ul>
 *   <li>Every region says with its ballot which format is the newest that it understands. The
 *       leader proposes in the newest that all regions understand.
 *   <li>Of a region that was not heard since the start it is not known: then nothing newer than
 *       what was agreed before is used, as all understood that.
 *   <li>A region that meets a newer one ignores it and says so.
 * </ul>
 *
 * <p>For one thread.
 */
final class Formats {
  private final String region;
  private final List<String> regions;
  private final int own;
  private final Map<String, Integer> understood = new HashMap<>();
  private final Set<String> newer = new TreeSet<>();

  /**
   * @param own the newest that this release can read and write
   */
  Formats(String region, List<String> regions, int own) {
    this.region = region;
    this.regions = regions;
    this.own = own;
  }

  /** A region said something that is understood here, and what it understands itself. */
  void understands(String other, int format) {
    understood.put(other, format);
    newer.remove(other);
  }

  /** A region said something in a newer format. */
  void isNewer(String other) {
    newer.add(other);
  }

  /** The format of the next proposal. */
  int next(int agreed) {
    return regions.stream()
        .filter(other -> !other.equals(region))
        .mapToInt(other -> understood.getOrDefault(other, agreed))
        .reduce(own, Math::min);
  }

  /**
   * Why the region takes no part, for people; absent if all that was said is understood.
   *
   * @param silent whether its own ballot is of a newer format
   */
  Optional<String> problem(boolean silent) {
    if (!silent && newer.isEmpty()) {
      return Optional.empty();
    }
    var who = silent ? "its own ballot is" : "ballots of " + String.join(", ", newer) + " are";
    return Optional.of(
        "region %s does not understand the others' state: %s in a newer format than %d, which is the newest that this release understands; upgrade it"
            .formatted(region, who, own));
  }
}
