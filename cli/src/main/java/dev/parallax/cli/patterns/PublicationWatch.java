package dev.parallax.cli.patterns;

import dev.parallax.core.publication.Agreement;
import dev.parallax.core.publication.Fact;
import dev.parallax.core.publication.Fact.Kind;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of one publication that all regions must have (P3), as its publisher sees it. */
final class PublicationWatch {
  private final String id;
  private final PatternDefinition definition;
  private final List<String> regions;
  private final Map<String, Long> appliedAfterMs = new LinkedHashMap<>();
  private Agreement known = Agreement.none();

  /** How it ended, as far as the publisher knows. */
  enum Result {
    /** Every region uses it. */
    COMMITTED,
    /** No region uses it, or ever will. */
    ABORTED,
    /** It is not known to be decided, or not used everywhere yet: that goes on by itself. */
    INDETERMINATE
  }

  PublicationWatch(String id, PatternDefinition definition, List<String> regions) {
    this.id = id;
    this.definition = definition;
    this.regions = List.copyOf(regions);
  }

  /**
   * A record of the topic of publications, or of a copy of it, was read.
   *
   * @param afterMs how long after the publication was written
   */
  void read(PatternPublication said, long afterMs) {
    if (said.getId().equals(id) && said.getKind() != PublicationKind.UNKNOWN) {
      var kind = Kind.valueOf(said.getKind().name());
      known = known.with(new Fact(kind, said.getRegion(), Optional.ofNullable(said.getReason())));
      if (kind == Kind.APPLIED) {
        appliedAfterMs.putIfAbsent(said.getRegion(), afterMs);
      }
    }
  }

  String id() {
    return id;
  }

  PatternDefinition definition() {
    return definition;
  }

  /** Time from the publication to a region's use of it, ms, as it was heard of here. */
  Map<String, Long> appliedAfterMs() {
    return appliedAfterMs;
  }

  Result result() {
    if (known.isHopeless()) {
      return Result.ABORTED;
    }
    return known.has(Kind.COMMIT) && known.without(Kind.APPLIED, regions).isEmpty()
        ? Result.COMMITTED
        : Result.INDETERMINATE;
  }

  /** What it waits for, or why it was aborted; one sentence. */
  String sentence() {
    return switch (result()) {
      case COMMITTED -> "every region uses it: " + times();
      case ABORTED -> "no region uses it: " + known.reason().orElse("no reason given");
      case INDETERMINATE -> waiting();
    };
  }

  private String waiting() {
    if (known.has(Kind.COMMIT)) {
      return "it is decided, and goes on by itself until these regions use it: "
          + String.join(", ", known.without(Kind.APPLIED, regions));
    }
    var missing = known.without(Kind.STORED, regions);
    if (missing.size() == regions.size()) {
      return "no replicator-app has answered: is one running in every region?";
    }
    return missing.isEmpty()
        ? "every region has stored it, the decision is not known here yet; it goes on by itself"
        : "not stored yet in " + String.join(", ", missing);
  }

  private String times() {
    return appliedAfterMs.entrySet().stream()
        .map(entry -> entry.getKey() + " after " + entry.getValue() + " ms")
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }
}
