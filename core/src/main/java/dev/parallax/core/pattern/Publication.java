package dev.parallax.core.pattern;

import java.util.Optional;

/** What applying a document, or deleting one, leads to. */
public sealed interface Publication {

  /** It is to be written. */
  record Write(Kind kind) implements Publication {}

  /** It stands already; there is nothing to write. */
  record Unchanged() implements Publication {}

  /**
   * It is refused, and what stands stays.
   *
   * @param message why, and what to do
   */
  record Refused(String message) implements Publication {}

  /** What a record that is written does. */
  enum Kind {
    /** There was no such name. */
    NEW,
    /** A lower version is replaced. */
    REPLACES,
    /** A name that was deleted comes back, by a higher version. */
    RETURNS,
    /** The name is deleted. */
    DELETES
  }

  /**
   * Applies a document (P2): an older version never replaces a newer one, and one version never has
   * two contents.
   *
   * @param known what stands under the name
   * @param version of the document
   * @param content of the document
   */
  static Publication apply(Optional<Revision> known, PatternVersion version, String content) {
    if (known.isEmpty()) {
      return new Write(Kind.NEW);
    }
    var standing = known.get();
    int order = version.compareTo(standing.version());
    if (order > 0) {
      return new Write(standing.deleted() ? Kind.RETURNS : Kind.REPLACES);
    }
    if (standing.deleted()) {
      return new Refused(
          "it was deleted at version "
              + standing.version()
              + ": a higher version brings it back (P2)");
    }
    if (order < 0) {
      return new Refused(
          "version "
              + standing.version()
              + " stands, which is newer: to roll back, apply the old content as a higher version"
              + " (P2)");
    }
    return standing.content().equals(content)
        ? new Unchanged()
        : new Refused(
            "version " + version + " stands with other content: give yours a higher version (P2)");
  }

  /**
   * Deletes a name: its marker has the version that it deletes.
   *
   * @param known what stands under the name
   */
  static Publication delete(Optional<Revision> known) {
    if (known.isEmpty()) {
      return new Refused("there is no pattern of that name");
    }
    return known.get().deleted() ? new Unchanged() : new Write(Kind.DELETES);
  }
}
