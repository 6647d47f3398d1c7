package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.health.Heartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.runtime.mapping.AgentMapping;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import io.micrometer.core.instrument.Counter;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the agents topic into the census. Never writes its store. A record that cannot be read is
 * counted and logged, and what was known of its agent stands.
 */
final class CountAgents implements Processor<byte[], byte[], Void, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(CountAgents.class);

  private final FleetCensus census;
  private final Optional<String> own;
  private final AvroDecoder<AgentState> states;
  private final Counter bad;
  private ProcessorContext<Void, Void> context;

  CountAgents(HealthParts parts) {
    this.census = parts.census();
    this.own = parts.ownRegion();
    this.states = parts.codecs().decoder(AgentState.class);
    this.bad = parts.meters().badStateRecords(parts.topics().agents().name());
  }

  @Override
  public void init(ProcessorContext<Void, Void> initialised) {
    context = initialised;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.key() == null) {
      refuse("it has no key");
      return;
    }
    var agentId = new String(record.key(), UTF_8);
    if (record.value() == null) {
      census.remove(agentId);
      return;
    }
    try {
      count(agentId, states.decode(record.value()));
    } catch (BadRecordException e) {
      refuse(e.getMessage());
    }
  }

  private void count(String agentId, AgentState agent) {
    if (!agentId.equals(agent.getAgentId())) {
      refuse("its key is " + agentId + ", but it is about " + agent.getAgentId());
    } else if (agent.getStatus() == AgentStatus.DISCONNECTED) {
      census.remove(agentId);
    } else if (isOversize(agent.getCapabilities())) {
      refuse(
          "each capability may have %d characters, and an agent %d capabilities"
              .formatted(Heartbeat.MAX_TEXT, Heartbeat.MAX_CAPABILITIES));
    } else {
      census.put(agentId, agent.getRegion(), agent.getCapabilities());
      own.ifPresent(region -> countWork(agentId, agent, region));
    }
  }

  /** No heartbeat gets so far; the record of its region, which names them, would be too large. */
  private static boolean isOversize(Collection<String> capabilities) {
    return capabilities.size() > Heartbeat.MAX_CAPABILITIES
        || capabilities.stream().anyMatch(name -> name.length() > Heartbeat.MAX_TEXT);
  }

  private void countWork(String agentId, AgentState agent, String region) {
    if (!agent.getRegion().equals(region)) {
      census.removeWork(agentId);
      return;
    }
    try {
      census.putWork(AgentMapping.agent(agent));
    } catch (IllegalArgumentException e) {
      census.removeWork(agentId);
      refuse("it takes no work from elsewhere: " + e.getMessage());
    }
  }

  private void refuse(String why) {
    bad.increment();
    LOG.warn(
        "{} is not counted, the last good state stands: {}",
        context.recordMetadata().orElseThrow(),
        why);
  }
}
