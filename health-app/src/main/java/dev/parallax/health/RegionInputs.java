package dev.parallax.health;

import dev.parallax.core.failover.Command;
import dev.parallax.core.health.Probe;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionTraffic;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import dev.parallax.schemas.TopicCatalogue;
import java.util.List;

/** Reads what the judge of regions reads, topic by topic; what is no use becomes a dead letter. */
final class RegionInputs {
  private final TopicCatalogue topics;
  private final List<String> regions;
  private final List<String> observers;
  private final AvroDecoder<HealthProbe> probes;
  private final AvroDecoder<RegionTraffic> traffic;
  private final AvroDecoder<RegionCommand> commands;

  /** What one record is. */
  sealed interface Input {}

  /** A probe of defined regions. */
  record Probed(Probe probe) implements Input {}

  /** Executions of a defined region that ended. */
  record Ended(String region, long executions, long failures) implements Input {}

  /** An operator's command, whatever it asks: what cannot be done is answered. */
  record Ordered(Command command) implements Input {}

  /** Of no use, and why. */
  record Dead(DeadLetterReason reason, String message) implements Input {}

  /**
   * @param regions all that are defined
   * @param observers those whose probes come by this cluster
   */
  RegionInputs(
      TopicCatalogue topics, AvroCodecs codecs, List<String> regions, List<String> observers) {
    this.topics = topics;
    this.regions = regions;
    this.observers = observers;
    this.probes = codecs.decoder(HealthProbe.class);
    this.traffic = codecs.decoder(RegionTraffic.class);
    this.commands = codecs.decoder(RegionCommand.class);
  }

  /** What a record of this topic is. */
  Input read(String topic, byte[] value) {
    try {
      if (topic.equals(topics.probes().name())) {
        return probe(RegionRecords.probe(probes.decode(value)));
      }
      return topic.equals(topics.traffic().name())
          ? traffic(traffic.decode(value))
          : order(FailoverRecords.command(commands.decode(value)));
    } catch (BadRecordException e) {
      return new Dead(DeadLetterReason.of(e.reason()), e.getMessage());
    }
  }

  private static Input order(Command command) {
    return command
        .fault()
        .<Input>map(fault -> new Dead(DeadLetterReason.INVALID, fault))
        .orElseGet(() -> new Ordered(command));
  }

  private Input probe(Probe probe) {
    var fault = probe.fault();
    if (fault.isPresent()) {
      return new Dead(DeadLetterReason.INVALID, fault.get());
    }
    if (!regions.contains(probe.observer()) || !regions.contains(probe.target())) {
      return new Dead(
          DeadLetterReason.UNKNOWN_REGION,
          "%s probed %s, and the configuration does not define both"
              .formatted(probe.observer(), probe.target()));
    }
    return observers.contains(probe.observer())
        ? new Probed(probe)
        : new Dead(
            DeadLetterReason.INVALID,
            "%s probed %s, but this is the cluster of %s: each region tells its own (F8)"
                .formatted(probe.observer(), probe.target(), String.join(", ", observers)));
  }

  /** What nobody answered in time failed as well. */
  private Input traffic(RegionTraffic record) {
    if (record.getExecutions() < 0 || record.getFailures() < 0 || record.getTimeouts() < 0) {
      return new Dead(DeadLetterReason.INVALID, "counts of executions must not be negative");
    }
    return regions.contains(record.getRegion())
        ? new Ended(
            record.getRegion(), record.getExecutions(), record.getFailures() + record.getTimeouts())
        : new Dead(
            DeadLetterReason.UNKNOWN_REGION,
            "executions ended in %s, which the configuration does not define"
                .formatted(record.getRegion()));
  }
}
