package dev.parallax.core.pattern;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the pattern of one name, by the region that it came from (P2). A maximum of
 * maxima: the order in which revisions come, and how often, makes no difference.
 *
 * @param revisions the greatest of every region that has one
 */
public record MergedPattern(Map<String, Revision> revisions) {
  private static final MergedPattern NONE = new MergedPattern(Map.of());

  /** Copies the revisions. */
  public MergedPattern {
    revisions = Map.copyOf(revisions);
  }

  /** Nothing known. */
  public static MergedPattern none() {
    return NONE;
  }

  /** With what came from a region, unless a greater one came from there before. */
  public MergedPattern with(String source, Revision revision) {
    var merged = new TreeMap<>(revisions);
    merged.merge(source, revision, MergedPattern::greater);
    return new MergedPattern(merged);
  }

  /** Without what came from a region. */
  public MergedPattern without(String source) {
    var rest = new TreeMap<>(revisions);
    rest.remove(source);
    return new MergedPattern(rest);
  }

  /** The revision that stands; empty if nothing is known. */
  public Optional<Revision> standing() {
    return revisions.values().stream().max(Comparator.naturalOrder());
  }

  /** The region whose revision stands; of several with the same one, the first by name. */
  public Optional<String> source() {
    return standing()
        .flatMap(
            standing ->
                revisions.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(standing))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .findFirst());
  }

  /**
   * Regions that applied the version that stands with other content: a conflict. What was deleted
   * is in conflict with nothing.
   *
   * @return sorted; empty if there is no conflict
   */
  public List<String> conflicting() {
    return standing()
        .map(
            standing ->
                revisions.entrySet().stream()
                    .filter(entry -> isConflict(entry.getValue(), standing))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList())
        .orElse(List.of());
  }

  private static boolean isConflict(Revision one, Revision standing) {
    return one.version().compareTo(standing.version()) == 0
        && !one.deleted()
        && !standing.deleted()
        && !one.content().equals(standing.content());
  }

  private static Revision greater(Revision one, Revision other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
