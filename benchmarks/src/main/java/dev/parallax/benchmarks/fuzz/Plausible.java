package dev.parallax.benchmarks.fuzz;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Values that a field of this name may well have. */
final class Plausible {
  private static final List<String> AGGREGATIONS = List.of("first", "voting", "consensus", "merge");
  private static final List<String> METHODS =
      List.of("majority", "plurality", "unanimous", "weighted", "deep", "shallow", "concat");
  private static final List<String> REASONS =
      List.of("NO_ELIGIBLE_AGENT", "RESIDENCY", "EXPIRED", "INSUFFICIENT_AGENTS", "TIMED_OUT");
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0");
  private static final List<String> JSON =
      List.of(
          "{\"question\":\"why\",\"dataResidency\":\"eu\"}",
          "{\"question\":\"how\",\"userCountry\":\"DE\",\"preferredRegion\":\"ap-south-1\"}",
          "{\"a\":{\"b\":[1,2.5,true,null,\"x\"]},\"dataResidency\":\"us\"}",
          "{\"label\":\"yes\",\"score\":0.75}",
          "{\"label\":\"no\",\"score\":1}",
          "[{\"id\":1},{\"id\":2}]",
          "\"yes\"",
          "17",
          "{}");

  private final SplittableRandom random;
  private final Names names;
  private final Map<String, Supplier<String>> texts;
  private final Supplier<Long> now;

  Plausible(SplittableRandom random, Names names, Supplier<Long> now) {
    this.random = random;
    this.names = names;
    this.now = now;
    this.texts =
        Map.ofEntries(
            Map.entry("executionId", names::execution),
            Map.entry("agentId", names::agent),
            Map.entry("excludedAgents", names::agent),
            Map.entry("incarnation", () -> "incarnation-" + random.nextInt(3)),
            Map.entry("region", names::region),
            Map.entry("originRegion", names::region),
            Map.entry("origin", names::region),
            Map.entry("observer", names::region),
            Map.entry("target", names::region),
            Map.entry("from", names::region),
            Map.entry("to", names::region),
            Map.entry("redirect", names::region),
            Map.entry("leader", names::region),
            Map.entry("heardLeader", names::region),
            Map.entry("regions", names::region),
            Map.entry("sees", names::region),
            Map.entry("name", names::pattern),
            Map.entry("pattern", names::pattern),
            Map.entry("version", () -> names.of(VERSIONS)),
            Map.entry("patternVersion", () -> names.of(VERSIONS)),
            Map.entry("capabilities", names::capability),
            Map.entry("agentsByCapability", names::capability),
            Map.entry("input", () -> names.of(JSON)),
            Map.entry("value", () -> names.of(JSON)),
            Map.entry("id", names::command),
            Map.entry("pendingCommands", names::command),
            Map.entry("reason", () -> names.of(REASONS)),
            Map.entry("method", () -> names.of(METHODS)),
            Map.entry("tieBreaker", () -> random.nextBoolean() ? "first" : "highest-confidence"),
            Map.entry("weights", names::agent),
            Map.entry("health", () -> random.nextInt(4) == 0 ? "UNHEALTHY" : "HEALTHY"),
            Map.entry("serving", () -> random.nextInt(4) == 0 ? "DRAINED" : "SERVING"));
  }

  /**
   * @param record that the field is of
   */
  String text(String record, String field) {
    if (field.equals("strategy")) {
      return record.equals("ExecutionRules")
          ? random.nextBoolean() ? "parallel" : "race"
          : names.of(AGGREGATIONS);
    }
    var text = texts.get(field);
    return text == null ? "text-" + random.nextInt(5) : text.get();
  }

  /** How many entries a list has. */
  int entries(String record, String field) {
    boolean capabilities = field.equals("capabilities");
    if (capabilities && (record.startsWith("Agent") && !record.equals("AgentRequirements"))) {
      return 3;
    }
    return capabilities ? random.nextInt(2) : 1 + random.nextInt(2);
  }

  int integer(String field) {
    return switch (field) {
      case "partition" -> 0;
      case "format", "understands", "minPerRegion", "minVotes", "minResults" -> 1;
      case "slot", "hops", "retries" -> random.nextInt(3);
      case "attempt" -> 1 + random.nextInt(2);
      case "min" -> 1 + random.nextInt(2);
      case "max" -> 2 + random.nextInt(3);
      case "maxConcurrency" -> 1 + random.nextInt(16);
      case "inFlight" -> random.nextInt(4);
      default -> random.nextInt(20);
    };
  }

  long number(String field) {
    return switch (field) {
      case "deadline", "dueAt" -> now.get() + random.nextInt(50_000);
      case "timeoutMs", "durationMs" -> 100 + random.nextInt(30_000);
      case "from", "since", "at" -> now.get() - random.nextInt(5_000);
      case "spare" -> random.nextInt(10_000);
      default -> field.endsWith("At") ? now.get() - random.nextInt(5_000) : random.nextInt(20);
    };
  }

  double fraction(String field) {
    return switch (field) {
      case "latencyMs" -> 1 + random.nextInt(300);
      case "weights" -> 1 + random.nextInt(10);
      case "load" -> random.nextInt(6) / 8.0;
      default -> random.nextInt(9) / 8.0;
    };
  }
}
