package dev.parallax.core.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Documents that are valid, broken in one place, or nothing but noise. */
final class ArbitraryDocuments {
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");
  private static final List<String> WORDS =
      List.of(
          ("regions id name endpoint primary privateLink controlPlane mode currentRegion routing"
                  + " strategy config rules match agents region capabilities weights preferences"
                  + " residency unmatched hold disasterRecovery standby failover triggers failback"
                  + " health interval timeout kafka properties topics prefix input.a global latency"
                  + " affinity weighted active-passive us-east-1 eu-west-1 * auto $input.a $input."
                  + " 10s 5m 250ms sameRegion anyRegion https://a.example.com < [ \u00df")
              .split(" "));

  private ArbitraryDocuments() {}

  /** Anything, made of the words that the reader knows and of others. */
  static Arbitrary<Object> noise() {
    return Arbitraries.recursive(ArbitraryDocuments::scalar, ArbitraryDocuments::nest, 0, 3);
  }

  /** What {@link ConfigReader#readUngated} takes for a configuration. */
  static Arbitrary<Map<String, Object>> valid() {
    return Combinators.combine(routing(), sections(), Arbitraries.of(true, false))
        .as(
            (routing, sections, withEndpoints) -> {
              var document = new LinkedHashMap<String, Object>();
              document.put("regions", regions(withEndpoints));
              document.putAll(routing);
              document.putAll(sections);
              return document;
            });
  }

  private static List<Object> regions(boolean withEndpoints) {
    var regions = new ArrayList<>();
    for (var id : REGIONS) {
      var region = new LinkedHashMap<String, Object>();
      region.put("id", id);
      if (withEndpoints) {
        region.put("endpoint", "https://" + id + ".example.com");
      }
      regions.add(region);
    }
    return regions;
  }

  private static Arbitrary<Map<String, Object>> routing() {
    return Arbitraries.oneOf(
        List.of(
            latency(),
            preferences(),
            weighted(),
            activeActive(),
            failover(),
            affinity(),
            ruledFailover(),
            capability()));
  }

  private static Arbitrary<Map<String, Object>> latency() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 5_000),
            duration(),
            Arbitraries.of("sameRegion", "nearestRegion", "anyRegion"))
        .as(
            (bound, bonus, fallback) ->
                routing(
                    Map.of(
                        "config",
                        Map.of(
                            "maxLatency", bound, "sameRegionBonus", bonus, "fallback", fallback))));
  }

  private static Arbitrary<Map<String, Object>> preferences() {
    return Arbitraries.of("sameRegion", "nearestRegion")
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .map(tiers -> routing(Map.of("preferences", tiers)));
  }

  private static Arbitrary<Map<String, Object>> weighted() {
    return weights().map(weights -> routing(Map.of("strategy", "weighted", "weights", weights)));
  }

  private static Arbitrary<Map<String, Object>> activeActive() {
    return weights()
        .map(
            weights -> {
              var regions = new LinkedHashMap<String, Object>();
              weights.forEach((region, weight) -> regions.put(region, Map.of("weight", weight)));
              return Map.of(
                  "disasterRecovery", Map.of("mode", "active-active", "regions", regions));
            });
  }

  private static Arbitrary<Map<String, Object>> failover() {
    return Combinators.combine(
            Arbitraries.shuffle(REGIONS),
            duration(),
            Arbitraries.of(true, false),
            Arbitraries.doubles().between(0, 0.99))
        .as(
            (order, cooldown, automatic, rate) ->
                Map.of(
                    "disasterRecovery",
                    Map.of(
                        "mode", "active-passive",
                        "primary", order.get(0),
                        "standby", order.subList(1, order.size()),
                        "failback", Map.of("enabled", automatic, "ramp", cooldown),
                        "failover",
                            Map.of(
                                "automatic", automatic,
                                "cooldown", cooldown,
                                "triggers", Map.of("maxErrorRate", rate, "minAgents", 2)))));
  }

  private static Arbitrary<Map<String, Object>> affinity() {
    return Combinators.combine(scalar(), Arbitraries.of(REGIONS), Arbitraries.of("*", "$input.x.y"))
        .as(
            (value, region, open) ->
                routing(
                    Map.of(
                        "strategy",
                        "affinity",
                        "rules",
                        List.of(
                            rule(matching(value), Map.of("region", List.of(region))),
                            rule(Map.of(), Map.of("region", open))),
                        "residency",
                        Map.of(
                            "rules",
                            List.of(
                                Map.of("match", matching(value), "regions", List.of(region)))))));
  }

  /** The order of active-passive decides among what the rules leave. */
  private static Arbitrary<Map<String, Object>> ruledFailover() {
    return Combinators.combine(affinity(), failover())
        .as(
            (affinity, failover) -> {
              var both = new LinkedHashMap<>(affinity);
              both.putAll(failover);
              return both;
            });
  }

  private static Arbitrary<Map<String, Object>> capability() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c").set().ofMinSize(1), Arbitraries.of(true, false))
        .as(
            (offered, exact) ->
                routing(
                    Map.of(
                        "strategy",
                        "capability",
                        "config",
                        Map.of(
                            "regionCapabilities",
                            Map.of("eu-west-1", List.copyOf(offered)),
                            "requireExactMatch",
                            exact))));
  }

  private static Map<String, Object> rule(Map<String, Object> match, Map<String, Object> agents) {
    return Map.of("match", match, "agents", agents);
  }

  /** A map that may hold null. */
  private static Map<String, Object> matching(Object value) {
    var match = new LinkedHashMap<String, Object>();
    match.put("input.a.b", value);
    return match;
  }

  private static Arbitrary<Map<String, Object>> sections() {
    return Combinators.combine(duration(), Arbitraries.integers().between(1, 100), texts())
        .as(
            (time, count, texts) ->
                Map.of(
                    "health", Map.of("interval", time, "unhealthyThreshold", count),
                    "executions", Map.of("idempotence", "48h", "retries", count % 3),
                    "topics", Map.of("partitions", count),
                    "kafka", Map.of("properties", texts)));
  }

  private static Arbitrary<Map<String, Object>> texts() {
    return Arbitraries.maps(
            Arbitraries.of("client.id", "security.protocol", "ssl.protocol"), Arbitraries.strings())
        .map(LinkedHashMap::new);
  }

  private static Arbitrary<Map<String, Object>> weights() {
    return Combinators.combine(
            Arbitraries.doubles().between(0.001, 1_000).ofScale(6),
            Arbitraries.integers().between(0, 1_000_000_000))
        .as((some, other) -> Map.of("us-east-1", some, "ap-south-1", other));
  }

  private static Arbitrary<String> duration() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 50), Arbitraries.of("ms", "s", "m", "h"))
        .as((amount, unit) -> amount + unit);
  }

  private static Map<String, Object> routing(Map<String, Object> routing) {
    return Map.of("routing", routing);
  }

  private static Arbitrary<Object> scalar() {
    return Arbitraries.oneOf(
        Arbitraries.of(WORDS).filter(word -> !word.equals("*")).asGeneric(),
        Arbitraries.strings().ofMaxLength(5).filter(word -> !word.equals("*")).asGeneric(),
        Arbitraries.bigDecimals().asGeneric(),
        Arbitraries.just(new BigDecimal("1E+999999999")).asGeneric(),
        Arbitraries.integers().between(-1, 100).asGeneric(),
        Arbitraries.of(true, false).asGeneric(),
        Arbitraries.just(null));
  }

  private static Arbitrary<Object> nest(Arbitrary<Object> inner) {
    var lists = inner.list().ofMaxSize(4).asGeneric();
    var maps =
        Combinators.combine(Arbitraries.of(WORDS).list().ofMaxSize(6), inner.list().ofSize(6))
            .as(ArbitraryDocuments::zip);
    return Arbitraries.oneOf(lists, maps);
  }

  private static Object zip(List<String> keys, List<Object> values) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }
}
