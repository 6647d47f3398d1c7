package dev.parallax.cli.patterns;

import dev.parallax.cli.documents.Faults;
import dev.parallax.cli.documents.Place;
import dev.parallax.cli.documents.Section;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.Spelling;
import dev.parallax.core.fleet.RegionWish;
import dev.parallax.core.pattern.PatternVersion;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.Distribution;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.PatternDefinition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fills a definition with what a document says, and with the defaults of what it leaves out. */
final class PatternReader {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,253}[A-Za-z0-9])?");

  private static final List<String> DOCUMENT =
      List.of("name", "version", "description", "agents", "execution", "aggregation");
  private static final List<String> AGENTS =
      List.of("capabilities", "min", "max", "region", "distribution");
  private static final List<String> DISTRIBUTION = List.of("regions", "minPerRegion");
  private static final List<String> EXECUTION =
      List.of("strategy", "timeout", "waitForAll", "minResults", "retries");
  private static final List<String> AGGREGATION =
      List.of(
          "strategy",
          "method",
          "minVotes",
          "tieBreaker",
          "weights",
          "threshold",
          "tolerance",
          "fields",
          "crossRegion",
          "minConfidence");

  private static final List<String> STRATEGIES = List.of("first", "voting", "consensus", "merge");

  private final Section document;
  private final List<String> regions;

  /**
   * @param regions that are defined; empty if that is not known
   */
  PatternReader(ConfigNode root, List<String> regions, Faults faults) {
    this.regions = regions;
    this.document = Section.open("", root, faults, DOCUMENT);
  }

  void readInto(PatternDefinition definition) {
    document
        .require(
            "name",
            "the name by which it is executed",
            at -> at.text(NAME, "is no name: use letters, digits and . _ - between them"))
        .ifPresent(definition::setName);
    document
        .require("version", "such as 1.0.0; a higher one replaces it", PatternReader::version)
        .ifPresent(definition::setVersion);
    document.read("description", Place::text).ifPresent(definition::setDescription);
    readAgents(document.section("agents", AGENTS), definition.getAgents());
    readExecution(document.section("execution", EXECUTION), definition.getExecution());
    var aggregation = document.section("aggregation", AGGREGATION);
    defaults(definition);
    readAggregation(aggregation, definition.getAggregation());
  }

  private static Optional<String> version(Place at) {
    var text = at.text();
    try {
      text.ifPresent(PatternVersion::parse);
      return text;
    } catch (IllegalArgumentException e) {
      return at.refuse(e.getMessage());
    }
  }

  private void readAgents(Section section, AgentRequirements agents) {
    agents.setCapabilities(section.readItems("capabilities", Place::text));
    section.read("min", at -> at.whole(1)).ifPresent(agents::setMin);
    section.read("max", at -> at.whole(1)).ifPresent(agents::setMax);
    section.read("region", this::region).ifPresent(agents::setRegion);
    if (section.has("distribution")) {
      agents.setDistribution(distribution(section.section("distribution", DISTRIBUTION)));
    }
  }

  private Optional<String> region(Place at) {
    var text = at.text();
    try {
      text.map(RegionWish::parse).ifPresent(wish -> requireDefined(wish, at));
      return text;
    } catch (IllegalArgumentException e) {
      at.section().faultAs(at.path(), at.node(), e.getMessage());
      return Optional.empty();
    }
  }

  private void requireDefined(RegionWish wish, Place at) {
    if (wish instanceof RegionWish.Literal literal) {
      requireDefined(literal.region(), at);
    } else if (wish instanceof RegionWish.Template template) {
      for (var operand : template.operands()) {
        if (operand instanceof RegionWish.Operand.Text text
            && !text.text().equals(RegionWish.AUTO)) {
          requireDefined(text.text(), at);
        }
      }
    }
  }

  private void requireDefined(String region, Place at) {
    if (!regions.isEmpty() && !regions.contains(region)) {
      at.section()
          .faultAs(
              at.path(),
              at.node(),
              "region " + region + " is not defined; " + Spelling.hint(region, regions));
    }
  }

  private Optional<String> definedRegion(Place at) {
    var text = at.text();
    text.ifPresent(region -> requireDefined(region, at));
    return text;
  }

  private Distribution distribution(Section section) {
    var distribution = new Distribution(section.readItems("regions", this::definedRegion), 1);
    section.read("minPerRegion", at -> at.whole(1)).ifPresent(distribution::setMinPerRegion);
    return distribution;
  }

  private static void readExecution(Section section, ExecutionRules execution) {
    section
        .read("strategy", at -> at.oneOf(List.of("parallel", "race")))
        .ifPresent(execution::setStrategy);
    section.read("timeout", Place::millis).ifPresent(execution::setTimeoutMs);
    section.read("waitForAll", Place::flag).ifPresent(execution::setWaitForAll);
    section.read("minResults", at -> at.whole(1)).ifPresent(execution::setMinResults);
    section.read("retries", at -> at.whole(0)).ifPresent(execution::setRetries);
  }

  /** One agent's answer stands as it is, and so does the first of a race; several vote (X1). */
  private static void defaults(PatternDefinition definition) {
    var agents = definition.getAgents();
    boolean several =
        agents.getMin() > 1
            || (agents.getMax() != null && agents.getMax() > 1)
            || agents.getDistribution() != null;
    boolean race = definition.getExecution().getStrategy().equals("race");
    definition.getAggregation().setStrategy(several && !race ? "voting" : "first");
  }

  private static void readAggregation(Section section, AggregationRules rules) {
    var strategy =
        section.has("strategy")
            ? section.read("strategy", at -> at.oneOf(STRATEGIES))
            : Optional.of(rules.getStrategy());
    strategy.ifPresent(known -> readMethod(section, known, rules));
    section.read("minVotes", at -> at.whole(1)).ifPresent(rules::setMinVotes);
    section
        .read("tieBreaker", at -> at.oneOf(List.of("first", "highest-confidence")))
        .ifPresent(rules::setTieBreaker);
    section.read("threshold", at -> at.upTo(1)).ifPresent(rules::setThreshold);
    section.read("tolerance", at -> at.upTo(Double.MAX_VALUE)).ifPresent(rules::setTolerance);
    section.read("crossRegion", Place::flag).ifPresent(rules::setCrossRegion);
    section.read("minConfidence", at -> at.upTo(1)).ifPresent(rules::setMinConfidence);
    rules.setFields(section.readItems("fields", Place::text));
    rules.setWeights(section.anySection("weights").readAll(at -> at.upTo(Double.MAX_VALUE)));
  }

  private static void readMethod(Section section, String strategy, AggregationRules rules) {
    rules.setStrategy(strategy);
    rules.setMethod(strategy.equals("voting") ? "plurality" : null);
    section.read("method", at -> method(at, strategy)).ifPresent(rules::setMethod);
  }

  private static Optional<String> method(Place at, String strategy) {
    return switch (strategy) {
      case "voting" -> at.oneOf(List.of("majority", "plurality", "unanimous", "weighted"));
      case "merge" -> at.oneOf(List.of("deep", "shallow", "concat", "union"));
      default -> at.refuse("has no effect: the strategy " + strategy + " has no methods");
    };
  }
}
