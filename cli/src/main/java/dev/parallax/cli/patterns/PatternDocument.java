package dev.parallax.cli.patterns;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.config.MalformedDocument;
import dev.parallax.runtime.config.YamlDocuments;
import dev.parallax.runtime.mapping.PatternMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A pattern document (X1), valid by construction: its version, its rules, and its text. */
public final class PatternDocument {
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
    var definition = blank(yaml);
    var faults = new ArrayList<ConfigFault>();
    try {
      new PatternReader(YamlDocuments.parse(yaml), faults).readInto(definition);
    } catch (MalformedDocument e) {
      faults.add(e.fault());
    }
    if (faults.isEmpty()) {
      contradiction(definition).ifPresent(faults::add);
    }
    faults.sort(Comparator.comparingInt(ConfigFault::line));
    return faults.isEmpty()
        ? new Valid(new PatternDocument(definition))
        : new Faulty(List.copyOf(faults));
  }

  /** What the router would refuse, though every key alone is valid. */
  private static Optional<ConfigFault> contradiction(PatternDefinition definition) {
    try {
      PatternMapping.pattern(definition);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(new ConfigFault("", 1, "", Section.RULE, e.getMessage()));
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
