package dev.parallax.replicator.view;

import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.PatternDefinition;
import java.util.List;

/** Patterns for tests. */
public final class Patterns {
  private Patterns() {}

  /** A document that a region applied at a time. */
  public static PatternDefinition pattern(
      String name, String version, long updatedAt, String region) {
    return PatternDefinition.newBuilder()
        .setName(name)
        .setVersion(version)
        .setUpdatedAt(updatedAt)
        .setRegion(region)
        .setAgents(
            AgentRequirements.newBuilder().setCapabilities(List.of("translate")).setMin(1).build())
        .setExecution(ExecutionRules.newBuilder().setStrategy("parallel").build())
        .setAggregation(AggregationRules.newBuilder().setStrategy("first").build())
        .setYaml("name: " + name)
        .build();
  }

  /** The same with other content. */
  public static PatternDefinition described(PatternDefinition pattern, String description) {
    return PatternDefinition.newBuilder(pattern).setDescription(description).build();
  }

  /** The marker of its deletion. */
  public static PatternDefinition deleted(PatternDefinition pattern, long at, String region) {
    return PatternDefinition.newBuilder(pattern)
        .setDeleted(true)
        .setUpdatedAt(at)
        .setRegion(region)
        .build();
  }
}
