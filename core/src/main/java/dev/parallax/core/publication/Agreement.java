package dev.parallax.core.publication;

import dev.parallax.core.publication.Fact.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one region knows of one publication (P3): who has said what. A set that only grows.
 *
 * <p>Of one region and kind the first fact stays, as a region says each once.
 *
 * @param facts by kind and region
 */
public record Agreement(Map<Kind, Map<String, Fact>> facts) {
  private static final Agreement NONE = new Agreement(Map.of());

  /** Copies the facts. */
  public Agreement {
    var copy = new TreeMap<Kind, Map<String, Fact>>();
    facts.forEach((kind, byRegion) -> copy.put(kind, Map.copyOf(byRegion)));
    facts = Map.copyOf(copy);
  }

  /** Nothing known. */
  public static Agreement none() {
    return NONE;
  }

  /** With what a region said. */
  public Agreement with(Fact fact) {
    if (has(fact.kind(), fact.region())) {
      return this;
    }
    var more = new TreeMap<>(facts);
    var byRegion = new TreeMap<>(more.getOrDefault(fact.kind(), Map.of()));
    byRegion.put(fact.region(), fact);
    more.put(fact.kind(), byRegion);
    return new Agreement(more);
  }

  /** Whether the region said this. */
  public boolean has(Kind kind, String region) {
    return facts.getOrDefault(kind, Map.of()).containsKey(region);
  }

  /** What the region said of this kind. */
  Optional<Fact> said(Kind kind, String region) {
    return Optional.ofNullable(facts.getOrDefault(kind, Map.of()).get(region));
  }

  /** Whether any region said this. */
  public boolean has(Kind kind) {
    return facts.containsKey(kind);
  }

  /** Of these regions, those that have not said this, in their order. */
  public List<String> without(Kind kind, List<String> regions) {
    return regions.stream().filter(region -> !has(kind, region)).toList();
  }

  /** Whether it can never be committed: it was aborted, or a region refused it. */
  public boolean isHopeless() {
    return !has(Kind.COMMIT) && (has(Kind.ABORT) || has(Kind.REFUSED));
  }

  /** Whether it may still be decided either way. */
  public boolean isOpen() {
    return has(Kind.PROPOSE) && !has(Kind.COMMIT) && !isHopeless();
  }

  /** Whether nothing is to be said of it any more. */
  public boolean isOver(List<String> regions) {
    return has(Kind.ABORT) || (has(Kind.COMMIT) && without(Kind.APPLIED, regions).isEmpty());
  }

  /** Why it was refused or aborted; of several reasons the first by region. */
  public Optional<String> reason() {
    var reasons = new ArrayList<Fact>();
    reasons.addAll(new TreeMap<>(facts.getOrDefault(Kind.REFUSED, Map.of())).values());
    reasons.addAll(new TreeMap<>(facts.getOrDefault(Kind.ABORT, Map.of())).values());
    return reasons.stream()
        .findFirst()
        .map(fact -> fact.region() + ": " + fact.reason().orElse("no reason given"));
  }
}
