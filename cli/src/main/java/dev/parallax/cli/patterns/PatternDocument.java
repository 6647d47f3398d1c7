package dev.parallax.cli.patterns;

import dev.parallax.cli.documents.Faults;
import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.execution.PatternFaults;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.config.MalformedDocument;
import dev.parallax.runtime.config.YamlDocuments;
import dev.parallax.runtime.mapping.PatternMapping;
import java.util.List;
import java.util.Optional;

/** A pattern document (X1), valid by construction: its version, its rules, and its text. */
public final class PatternDocument {
  static final String RULE = "X1";

  private final PatternDefinition content;

  private PatternDocument(PatternDefinition content) {
    this.content = content;
  }

  /** What came of reading a text. */
  public sealed interface Reading {}

  /** It is a pattern. */
  public record Valid(PatternDocument document) implements Reading {}

  /** It is not, for all these reasons; in the order of the document, at least one. */
  public record Faulty(List<ConfigFault> faults) implements Reading {}

  /**
   * Reads a document. Unknown keys, values of another type and rules that contradict each other are
   * faults, and all of them are found at once.
   *
   * @param yaml one YAML document
   */
  public static Reading read(String yaml) {
    return read(yaml, List.of());
  }

  /**
   * The same, and a region that is not defined is a fault.
   *
   * @param regions that are defined; empty if that is not known
   */
  public static Reading read(String yaml, List<String> regions) {
    try {
      return read(YamlDocuments.parse(yaml), yaml, regions);
    } catch (MalformedDocument e) {
      return new Faulty(List.of(e.fault()));
    }
  }

  /** The same of a document that is part of another, and so without a text of its own. */
  public static Reading read(ConfigNode document) {
    return read(document, "", List.of());
  }

  private static Reading read(ConfigNode document, String yaml, List<String> regions) {
    var definition = blank(yaml);
    var faults = new Faults(RULE);
    new PatternReader(document, regions, faults).readInto(definition);
    if (faults.isEmpty()) {
      contradictions(definition).forEach(message -> faults.add("", document.line(), "", message));
    }
    return faults.isEmpty()
        ? new Valid(new PatternDocument(definition))
        : new Faulty(faults.sorted());
  }

  /** What the router would refuse, though every key alone is valid. */
  private static List<String> contradictions(PatternDefinition definition) {
    try {
      return PatternFaults.of(PatternMapping.pattern(definition));
    } catch (IllegalArgumentException e) {
      return List.of(e.getMessage());
    }
  }

  private static PatternDefinition blank(String yaml) {
    return PatternDefinition.newBuilder()
        .setName("")
        .setVersion("")
        .setUpdatedAt(0)
        .setRegion("")
        .setAgents(AgentRequirements.newBuilder().build())
        .setExecution(ExecutionRules.newBuilder().build())
        .setAggregation(AggregationRules.newBuilder().build())
        .setYaml(yaml)
        .build();
  }

  /** Its name, which is the key of its records. */
  public String name() {
    return content.getName();
  }

  /** Its semantic version. */
  public String version() {
    return content.getVersion();
  }

  /** As routing sees it. */
  public Pattern pattern() {
    return PatternMapping.pattern(content);
  }

  /**
   * The record that applies it.
   *
   * @param region where it is applied
   * @param updatedAt when, ms since the epoch (UTC)
   * @param updatedBy who applies it, if that is known
   */
  public PatternDefinition applied(String region, long updatedAt, Optional<String> updatedBy) {
    return new PatternDefinition(
        content.getName(),
        content.getVersion(),
        false,
        updatedAt,
        region,
        updatedBy.orElse(null),
        content.getDescription(),
        content.getAgents(),
        content.getExecution(),
        content.getAggregation(),
        content.getYaml());
  }
}
