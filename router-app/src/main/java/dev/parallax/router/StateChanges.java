package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.events.AgentState;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.runtime.mapping.FleetChanges;
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
    return FleetChanges.ofAgent(id, decoded(value, agents), partitions);
  }

  UnaryOperator<Fleet> ofRegion(String id, byte[] value) {
    return FleetChanges.ofRegion(id, decoded(value, regions));
  }

  UnaryOperator<Fleet> ofPattern(String name, byte[] value) {
    return FleetChanges.ofPattern(name, decoded(value, patterns));
  }

  private static <T extends SpecificRecord> Optional<T> decoded(
      byte[] value, AvroDecoder<T> decoder) {
    return Optional.ofNullable(value).map(decoder::decode);
  }
}
