package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.events.AgentState;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.runtime.mapping.FleetChanges;
import dev.parallax.runtime.mapping.PatternRevisions;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;

/** How the records of the state topics change the fleet. For one thread. */
final class StateChanges {
  private final AvroDecoder<AgentState> agents;
  private final AvroDecoder<RegionState> regions;
  private final AvroDecoder<PatternDefinition> patterns;
  private final int partitions;
  private final StandingPatterns standing;
  private final Federation federation;

  /**
   * @param partitions of the regions' executions topics: no agent can read others
   * @param standing revisions of patterns that were read before
   * @param federation an agent that claims a region with a control plane of its own is not asked
   */
  StateChanges(
      AvroCodecs codecs, int partitions, StandingPatterns standing, Federation federation) {
    this.federation = federation;
    this.standing = standing;
    this.agents = codecs.decoder(AgentState.class);
    this.regions = codecs.decoder(RegionState.class);
    this.patterns = codecs.decoder(PatternDefinition.class);
    this.partitions = partitions;
  }

  UnaryOperator<Fleet> ofAgent(String id, byte[] value) {
    return FleetChanges.ofAgent(
        id,
        decoded(value, agents)
            .filter(agent -> !federation.isElsewhere(agent.getRegion()))
            .filter(agent -> !federation.isOn() || !Federation.isPlaceholder(agent.getAgentId())),
        partitions);
  }

  UnaryOperator<Fleet> ofRegion(String id, byte[] value) {
    return FleetChanges.ofRegion(id, decoded(value, regions));
  }

  /** Of the records of one name the greatest stands, not the last (P2). */
  UnaryOperator<Fleet> ofPattern(String name, byte[] value) {
    var definition = decoded(value, patterns);
    var change = FleetChanges.ofPattern(name, definition);
    if (definition.isEmpty()) {
      standing.forget(name);
      return change;
    }
    return standing.stands(name, PatternRevisions.of(definition.get()))
        ? change
        : UnaryOperator.identity();
  }

  private static <T extends SpecificRecord> Optional<T> decoded(
      byte[] value, AvroDecoder<T> decoder) {
    return Optional.ofNullable(value).map(decoder::decode);
  }
}
