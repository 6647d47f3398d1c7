package dev.parallax.core.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A pattern as applied (X1), valid by construction.
 *
 * @param name its name, not blank
 * @param version semantic version
 * @param agents which agents, how many, and where
 * @param execution how their work is run
 * @param aggregation how their answers become one value
 */
public record Pattern(
    String name, String version, Agents agents, Execution execution, Aggregation aggregation) {

  /**
   * @throws IllegalArgumentException if the name or the version is blank
   */
  public Pattern {
    Objects.requireNonNull(agents, "agents");
    Objects.requireNonNull(execution, "execution");
    Objects.requireNonNull(aggregation, "aggregation");
    if (name.isBlank() || version.isBlank()) {
      throw new IllegalArgumentException("a pattern needs a name and a version");
    }
  }

  /**
   * Which agents a pattern needs.
   *
   * @param capabilities what each of them must have
   * @param min agents needed, at least 1
   * @param max agents taken at most (R12); absent means {@code min}
   * @param region where they must be (R13)
   * @param distribution several regions at once (R14); absent means all from one region
   */
  public record Agents(
      Set<String> capabilities,
      int min,
      OptionalInt max,
      RegionWish region,
      Optional<Distribution> distribution) {

    /**
     * @throws IllegalArgumentException if {@code max} is below {@code min} or below what the
     *     distribution needs, or {@code min} is below 1, or a region stands beside a distribution
     */
    public Agents {
      capabilities = Set.copyOf(capabilities);
      Objects.requireNonNull(region, "region");
      Objects.requireNonNull(distribution, "distribution");
      if (min < 1) {
        throw new IllegalArgumentException("agents.min must be 1 or more");
      }
      long least = Math.max(min, distribution.map(Distribution::agents).orElse(1L));
      if (max.isPresent() && max.getAsInt() < least) {
        throw new IllegalArgumentException(
            "agents.max must be at least the number of agents needed, " + least);
      }
      if (distribution.isPresent() && !(region instanceof RegionWish.Auto)) {
        throw new IllegalArgumentException(
            "agents.region and agents.distribution exclude each other");
      }
    }

    /** One agent anywhere with these capabilities (R21). */
    public static Agents any(Set<String> capabilities) {
      return new Agents(
          capabilities, 1, OptionalInt.empty(), new RegionWish.Auto(), Optional.empty());
    }
  }

  /**
   * Agents from several regions at once (R14).
   *
   * @param regions each of them takes part; distinct, at least one
   * @param minPerRegion agents needed in each, at least 1
   */
  public record Distribution(List<String> regions, int minPerRegion) {
    /**
     * @throws IllegalArgumentException if a figure is outside its range or a region named twice
     */
    public Distribution {
      regions = List.copyOf(regions);
      if (regions.isEmpty() || Set.copyOf(regions).size() != regions.size()) {
        throw new IllegalArgumentException(
            "agents.distribution.regions must name at least one region and none twice");
      }
      if (minPerRegion < 1) {
        throw new IllegalArgumentException("agents.distribution.minPerRegion must be 1 or more");
      }
    }

    /** Agents needed in all regions together. */
    public long agents() {
      return (long) regions.size() * minPerRegion;
    }
  }

  /**
   * How the agents' work is run (X1, X8).
   *
   * @param strategy parallel or race
   * @param timeout time for one attempt; absent means the configuration's
   * @param waitForAll whether every slot is awaited
   * @param minResults answers needed; absent means all if waitForAll, else 1
   * @param retries further attempts; absent means the configuration's
   */
  public record Execution(
      String strategy,
      Optional<Duration> timeout,
      boolean waitForAll,
      OptionalInt minResults,
      OptionalInt retries) {}

  /**
   * How answers become one value (X3 to X7); what is absent has the strategy's default.
   *
   * @param strategy first, voting, consensus or merge
   * @param method voting: majority, plurality, unanimous, weighted; merge: deep, shallow, concat,
   *     union
   * @param minVotes voting: votes needed
   * @param tieBreaker voting: first or highest-confidence
   * @param weights voting weighted: weight by agent or region
   * @param threshold consensus: agreement needed, 0..1
   * @param tolerance consensus: numbers within it of the median agree
   * @param fields consensus: only these are compared; empty means the whole value
   * @param crossRegion consensus inside each region first (X5)
   * @param minConfidence first: least confidence that counts, 0..1
   */
  public record Aggregation(
      String strategy,
      Optional<String> method,
      OptionalInt minVotes,
      Optional<String> tieBreaker,
      Map<String, Double> weights,
      OptionalDouble threshold,
      OptionalDouble tolerance,
      List<String> fields,
      boolean crossRegion,
      OptionalDouble minConfidence) {
    /** Copies what could change. */
    public Aggregation {
      weights = Map.copyOf(weights);
      fields = List.copyOf(fields);
    }
  }
}
