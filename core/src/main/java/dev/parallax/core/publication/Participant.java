package dev.parallax.core.publication;

import dev.parallax.core.publication.Fact.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one region says next about a publication (P3).
 *
 * @param region the region
 * @param origin where the publication was made: it votes last
 * @param coordinator the region that decides
 * @param regions all regions, the three included
 */
public record Participant(String region, String origin, String coordinator, List<String> regions) {
  /** Copies the regions. */
  public Participant {
    regions = List.copyOf(regions);
  }

  /**
   * What the region says next; empty if it has nothing to say for now. What is said is to be stored
   * together with what it follows from, before anything else is asked.
   *
   * @param known what the region knows
   * @param objection why the region cannot take it, if it cannot; asked for only until it votes
   * @param late whether the publication's time is over here
   */
  public Optional<Fact> next(Agreement known, Supplier<Optional<String>> objection, boolean late) {
    if (!known.has(Kind.PROPOSE)) {
      return Optional.empty();
    }
    return vote(known, objection, late)
        .or(() -> decision(known, late))
        .or(() -> application(known));
  }

  private Optional<Fact> vote(Agreement known, Supplier<Optional<String>> objection, boolean late) {
    if (known.has(Kind.STORED, region)
        || known.has(Kind.REFUSED, region)
        || known.has(Kind.ABORT)) {
      return Optional.empty();
    }
    return objection
        .get()
        .map(why -> Fact.of(Kind.REFUSED, region, why))
        .or(() -> region.equals(origin) ? lastVote(known, late) : stored());
  }

  private Optional<Fact> lastVote(Agreement known, boolean late) {
    var cancelled = known.said(Kind.CANCEL, region);
    if (cancelled.isPresent()) {
      return Optional.of(new Fact(Kind.REFUSED, region, cancelled.get().reason()));
    }
    if (late) {
      return Optional.of(Fact.of(Kind.REFUSED, region, silence(missing(known))));
    }
    return missing(known).isEmpty() ? stored() : Optional.empty();
  }

  private List<String> missing(Agreement known) {
    return known.without(Kind.STORED, regions).stream()
        .filter(other -> !other.equals(region))
        .toList();
  }

  private Optional<Fact> stored() {
    return Optional.of(Fact.of(Kind.STORED, region));
  }

  private Optional<Fact> decision(Agreement known, boolean late) {
    if (!region.equals(coordinator) || known.has(Kind.COMMIT) || known.has(Kind.ABORT)) {
      return Optional.empty();
    }
    if (known.has(Kind.REFUSED)) {
      return Optional.of(Fact.of(Kind.ABORT, region, known.reason().orElseThrow()));
    }
    var missing = known.without(Kind.STORED, regions);
    if (missing.isEmpty()) {
      return Optional.of(Fact.of(Kind.COMMIT, region));
    }
    return late ? Optional.of(Fact.of(Kind.ABORT, region, silence(missing))) : Optional.empty();
  }

  private static String silence(List<String> missing) {
    return missing.isEmpty()
        ? "its answer would have come after the timeout"
        : "no answer of " + String.join(", ", missing) + " within the timeout";
  }

  private Optional<Fact> application(Agreement known) {
    return known.has(Kind.COMMIT) && !known.has(Kind.APPLIED, region)
        ? Optional.of(Fact.of(Kind.APPLIED, region))
        : Optional.empty();
  }
}
