package dev.parallax.cli.patterns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
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
public final class PublicationWatch {
  private final String id;
  private final PatternDefinition definition;
  private final List<String> regions;
  private final Map<String, Long> appliedAfterMs = new LinkedHashMap<>();
  private Agreement known = Agreement.none();

  /** How it ended, as far as the publisher knows. */
  public enum Result {
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

  /** The publication. */
  public String id() {
    return id;
  }

  /** What is to stand. */
  public PatternDefinition definition() {
    return definition;
  }

  /** Where it was made; that region votes last, when all others have. */
  String origin() {
    return definition.getRegion();
  }

  /** Time from the publication to a region's use of it, ms, as it was heard of here. */
  public Map<String, Long> appliedAfterMs() {
    return appliedAfterMs;
  }

  /** How it ended, by what is known here. */
  public Result result() {
    if (known.isHopeless()) {
      return Result.ABORTED;
    }
    return known.has(Kind.COMMIT) && known.without(Kind.APPLIED, regions).isEmpty()
        ? Result.COMMITTED
        : Result.INDETERMINATE;
  }

  /** Whether it may still be decided either way. */
  boolean isOpen() {
    return known.isOpen();
  }

  /** OPEN while it may be decided either way, else {@link #result}. */
  String state() {
    return isOpen() ? "OPEN" : result().name();
  }

  /** What it waits for, or why it was aborted; one sentence. */
  public String sentence() {
    return switch (result()) {
      case COMMITTED -> "every region uses it: " + times();
      case ABORTED -> "no region uses it: " + known.reason().orElse("no reason given");
      case INDETERMINATE -> waiting();
    };
  }

  /** What it is about, for people. */
  String title() {
    return definition.getName()
        + " "
        + definition.getVersion()
        + (definition.getDeleted() ? " (deletion)" : "");
  }

  /** A line for people. */
  String line() {
    return "%s %s: %s".formatted(title(), result(), sentence());
  }

  /** The same for programs. */
  ObjectNode json() {
    var json =
        Json.object()
            .put("id", id)
            .put("name", definition.getName())
            .put("version", definition.getVersion())
            .put("deleted", definition.getDeleted())
            .put("result", result().name())
            .put("message", sentence());
    var applied = json.putObject("appliedAfterMs");
    appliedAfterMs.forEach(applied::put);
    return json;
  }

  private String waiting() {
    if (known.equals(Agreement.none())) {
      return "it is not known whether it was stored: the cluster of " + origin() + " did not say";
    }
    if (known.has(Kind.COMMIT)) {
      return "it is decided, and goes on by itself until these regions use it: "
          + String.join(", ", known.without(Kind.APPLIED, regions));
    }
    var missing = known.without(Kind.STORED, regions);
    if (missing.isEmpty()) {
      return "every region has stored it, the decision is not known here yet; it goes on by itself";
    }
    var others = missing.stream().filter(region -> !region.equals(origin())).toList();
    return others.isEmpty()
        ? "the others have stored it, " + origin() + " not yet"
        : "no answer yet of %s: is a replicator-app running there, and connected?"
            .formatted(String.join(", ", others));
  }

  private String times() {
    return appliedAfterMs.entrySet().stream()
        .map(entry -> entry.getKey() + " after " + entry.getValue() + " ms")
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }
}
