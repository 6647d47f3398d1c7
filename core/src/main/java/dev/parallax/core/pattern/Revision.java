package dev.parallax.core.pattern;

import java.util.Comparator;

/**
 * What is known of the pattern of one name: a document, or the marker of its deletion (P2).
 *
 * @param version of the document, or of the one that was deleted
 * @param updatedAt when it was applied, ms since the epoch
 * @param region where it was applied
 * @param deleted whether it is the marker of a deletion
 * @param content what makes two documents the same or not
 */
public record Revision(
    PatternVersion version, long updatedAt, String region, boolean deleted, String content)
    implements Comparable<Revision> {
  private static final Comparator<Revision> ORDER =
      Comparator.comparing(Revision::version)
          .thenComparingLong(Revision::updatedAt)
          .thenComparing(Revision::region)
          .thenComparing(Revision::deleted)
          .thenComparing(Revision::content);

  /**
   * P2: by version, then time, then region; the greatest stands. Two that one region applied in the
   * same millisecond have an order as well, so that all regions take the same.
   */
  @Override
  public int compareTo(Revision other) {
    return ORDER.compare(this, other);
  }
}
