package dev.parallax.core.failover;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operator's order (F4 to F6).
 *
 * @param id identity; the same id twice is one command
 * @param kind what to do
 * @param from region that gives up traffic; a blank name is none. DRAIN and UNDRAIN name their
 *     region here
 * @param to region that takes over; a blank name is none
 * @param force whether fitness is not asked
 * @param by the operator
 */
public record Command(
    String id, Kind kind, Optional<String> from, Optional<String> to, boolean force, String by) {
  /** Longest id and name, in characters. */
  public static final int MAX_TEXT = 200;

  /** What to do. */
  public enum Kind {
    /** Another region becomes active, or a region is evacuated. */
    FAILOVER,
    /** The primary becomes active again, or an evacuation ends. */
    FAILBACK,
    /** A region takes no new work. */
    DRAIN,
    /** It does again. */
    UNDRAIN,
    /** What this release does not know; refused. */
    UNKNOWN
  }

  /** Takes blank names for none. */
  public Command {
    from = from.filter(name -> !name.isBlank());
    to = to.filter(name -> !name.isBlank());
  }

  /**
   * What is wrong with it, for people; absent if nothing is. What is kept and told of a command
   * repeats its texts, and must fit into a record wherever it goes.
   */
  public Optional<String> fault() {
    boolean oversize =
        Stream.of(Optional.of(id), from, to, Optional.of(by))
            .flatMap(Optional::stream)
            .anyMatch(text -> text.length() > MAX_TEXT);
    return oversize
        ? Optional.of("id, from, to and by may have %d characters".formatted(MAX_TEXT))
        : Optional.empty();
  }
}
