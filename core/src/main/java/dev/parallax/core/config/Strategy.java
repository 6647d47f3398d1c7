package dev.parallax.core.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one region is chosen of those that may serve a request. */
public sealed interface Strategy {

  /** As spelled in the document. */
  String name();

  /** The regions of active-passive, the primary first (F1); empty in any other mode. */
  default List<String> failoverOrder() {
    return List.of();
  }

  /** A kind of region that a preference or a fallback names (R6, R7). */
  enum Tier {
    /** The origin. */
    SAME_REGION,
    /** The nearest of those measured. */
    NEAREST_REGION,
    /** Any. */
    ANY_REGION
  }

  /**
   * R6 and R7.
   *
   * @param maxLatency inclusive bound on the raw latency; absent means none
   * @param sameRegionBonus what is subtracted for the origin
   * @param fallback where to go if nothing is within the bound; absent means nowhere
   * @param preferences tiers in order; empty means none are configured
   */
  record Latency(
      Optional<Duration> maxLatency,
      Duration sameRegionBonus,
      Optional<Tier> fallback,
      List<Tier> preferences)
      implements Strategy {
    /** Copies the preferences. */
    public Latency {
      preferences = List.copyOf(preferences);
    }

    @Override
    public String name() {
      return "latency";
    }
  }

  /**
   * R8.
   *
   * @param rules in order, at least one
   * @param among what decides among the regions that a rule leaves: a {@link Weighted} or a {@link
   *     Failover}; absent means R6
   */
  record Affinity(List<Rule> rules, Optional<Strategy> among) implements Strategy {
    /**
     * Copies the rules.
     *
     * @throws IllegalArgumentException if {@code among} is of another kind
     */
    public Affinity {
      rules = List.copyOf(rules);
      if (among.filter(s -> !(s instanceof Weighted || s instanceof Failover)).isPresent()) {
        throw new IllegalArgumentException("among is weighted or failover");
      }
    }

    @Override
    public String name() {
      return "affinity";
    }

    @Override
    public List<String> failoverOrder() {
      return among.map(Strategy::failoverOrder).orElse(List.of());
    }

    /**
     * One rule.
     *
     * @param match when it applies
     * @param where the regions that it names
     * @param capabilities what it adds to the requirements
     * @param fallback NEAREST_REGION or ANY_REGION; absent means that the rule is strict
     */
    public record Rule(
        Match match, Where where, Set<String> capabilities, Optional<Tier> fallback) {
      /** Copies the capabilities. */
      public Rule {
        capabilities = Set.copyOf(capabilities);
      }
    }
  }

  /** The regions that an affinity rule names. */
  sealed interface Where {
    /** These, at least one. */
    record Listed(List<String> regions) implements Where {
      /** Copies the list. */
      public Listed {
        regions = List.copyOf(regions);
      }
    }

    /** All of them: {@code "*"}, {@code auto}, or nothing named. */
    record All() implements Where {}

    /**
     * The one that stands at this path of the input.
     *
     * @param path without {@code $input.}
     */
    record FromInput(String path) implements Where {}
  }

  /**
   * R9.
   *
   * @param regionCapabilities what agents of a region offer besides their own; a region that is not
   *     in it adds nothing
   * @param requireExactMatch whether only regions that declare all required ones will do
   */
  record Capability(Map<String, Set<String>> regionCapabilities, boolean requireExactMatch)
      implements Strategy {
    /** Copies the map, keeping its order. */
    public Capability {
      var copy = new LinkedHashMap<String, Set<String>>();
      regionCapabilities.forEach((region, declared) -> copy.put(region, Set.copyOf(declared)));
      regionCapabilities = Collections.unmodifiableMap(copy);
    }

    @Override
    public String name() {
      return "capability";
    }
  }

  /**
   * R10.
   *
   * @param weights 0 or more by region, not all 0; a region that is not in it has 0
   */
  record Weighted(Map<String, Double> weights) implements Strategy {
    /** Copies the map, keeping its order. */
    public Weighted {
      weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    @Override
    public String name() {
      return "weighted";
    }
  }

  /**
   * R11, the routing half of active-passive.
   *
   * @param order the primary, then those that stand in for it, in order
   * @param automatic whether a sick active region is left by itself
   */
  record Failover(List<String> order, boolean automatic) implements Strategy {
    /** Copies the order. */
    public Failover {
      order = List.copyOf(order);
    }

    @Override
    public String name() {
      return "failover";
    }

    @Override
    public List<String> failoverOrder() {
      return order;
    }
  }
}
