package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.events.AgentState;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.runtime.mapping.AgentMapping;
import dev.parallax.runtime.mapping.PatternMapping;
import dev.parallax.runtime.mapping.RegionMapping;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import java.util.function.UnaryOperator;

/** How the records of the state topics change the fleet. For one thread. */
final class StateChanges {
  private final AvroDecoder<AgentState> agents;
  private final AvroDecoder<RegionState> regions;
  private final AvroDecoder<PatternDefinition> patterns;
  private final int partitions;

  /**
   * @param partitions of the regions' executions topics: no agent can read others
   */
  StateChanges(AvroCodecs codecs, int partitions) {
    this.agents = codecs.decoder(AgentState.class);
    this.regions = codecs.decoder(RegionState.class);
    this.patterns = codecs.decoder(PatternDefinition.class);
    this.partitions = partitions;
  }

  UnaryOperator<Fleet> ofAgent(String id, byte[] value) {
    if (value == null) {
      return fleet -> fleet.withoutAgent(id);
    }
    var agent = AgentMapping.agent(agents.decode(value));
    requireKey(id, agent.id());
    if (agent.partition() >= partitions) {
      throw new IllegalArgumentException(
          "agent %s reads partition %d, and there are %d: does it know topics.partitions?"
              .formatted(id, agent.partition(), partitions));
    }
    return fleet -> fleet.with(agent);
  }

  UnaryOperator<Fleet> ofRegion(String id, byte[] value) {
    if (value == null) {
      return fleet -> fleet.withoutRegion(id);
    }
    var status = RegionMapping.status(regions.decode(value));
    requireKey(id, status.region());
    return fleet -> fleet.with(status);
  }

  UnaryOperator<Fleet> ofPattern(String name, byte[] value) {
    if (value == null) {
      return fleet -> fleet.withoutPattern(name);
    }
    var definition = patterns.decode(value);
    requireKey(name, definition.getName());
    if (definition.getDeleted()) {
      return fleet -> fleet.withoutPattern(name);
    }
    var pattern = PatternMapping.pattern(definition);
    return fleet -> fleet.with(pattern);
  }

  private static void requireKey(String key, String id) {
    if (!key.equals(id)) {
      throw new IllegalArgumentException("its key is " + key + ", but it is about " + id);
    }
  }
}
