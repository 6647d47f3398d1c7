package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.events.RegionSummary;
import dev.parallax.runtime.federation.Seals.Verdict;
import dev.parallax.runtime.mapping.FleetChanges;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import io.micrometer.core.instrument.Counter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what a region with a control plane of its own tells of its agents (P7). A record that is
 * not known to be its own, or cannot be read, is counted and logged, and what was known before
 * stands until the region counts as unreachable. Never writes its store.
 */
final class HearRegion implements Processor<byte[], byte[], Void, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(HearRegion.class);

  private final String region;
  private final String topic;
  private final RouterParts parts;
  private final Counter bad;
  private final AvroDecoder<RegionSummary> summaries;
  private ProcessorContext<Void, Void> context;

  /**
   * @param region the region that tells
   * @param topic its topic there, not the copy
   */
  HearRegion(String region, String topic, RouterParts parts, Counter bad) {
    this.region = region;
    this.topic = topic;
    this.parts = parts;
    this.bad = bad;
    this.summaries = parts.codecs().decoder(RegionSummary.class);
  }

  @Override
  public void init(ProcessorContext<Void, Void> initialised) {
    context = initialised;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var at = context.recordMetadata().orElseThrow();
    try {
      var told = told(record);
      parts.fleet().apply(told, at.topic(), at.partition(), at.offset());
      parts.fleet().heard().from(region, record.timestamp(), context.currentSystemTimeMs());
    } catch (BadRecordException | IllegalArgumentException e) {
      bad.increment();
      LOG.warn("{} is ignored, the last good state stands: {}", at, e.getMessage());
    }
  }

  private UnaryOperator<Fleet> told(Record<byte[], byte[]> record) {
    var verdict =
        parts
            .federation()
            .seals()
            .check(record.headers(), region, topic, record.key(), record.value());
    if (verdict != Verdict.GENUINE) {
      throw new IllegalArgumentException(
          "its seal is %s: do both regions have the same authSecret for each other?"
              .formatted(verdict));
    }
    if (record.key() == null || !new String(record.key(), UTF_8).equals(region)) {
      throw new IllegalArgumentException("its key is not " + region);
    }
    return FleetChanges.ofSummary(
        region, Optional.ofNullable(record.value()).map(summaries::decode));
  }
}
