package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.failover.Notice;
import dev.parallax.core.failover.RegionAccount;
import dev.parallax.core.federation.Standing;
import dev.parallax.core.health.RegionHealth;
import dev.parallax.core.health.RegionReport;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.RegionState;
import dev.parallax.runtime.ops.LogKeys;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.ops.RegionMeters;
import dev.parallax.schemas.AvroEncoder;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a judge of regions writes of them, logs and shows. For one thread. */
final class RegionTelling {
  private static final Logger LOG = LoggerFactory.getLogger(RegionTelling.class);

  private final AvroEncoder<RegionState> states;
  private final AvroEncoder<FailoverEvent> events;
  private final Meters meters;

  RegionTelling(HealthParts parts) {
    this.states = parts.codecs().encoder(parts.topics().regions().name(), RegionState.class);
    this.events = parts.codecs().encoder(parts.topics().failovers().name(), FailoverEvent.class);
    this.meters = parts.meters();
  }

  Record<byte[], byte[]> record(RegionAccount account) {
    return record(account, RegionRecords.state(account));
  }

  Record<byte[], byte[]> record(RegionAccount account, Standing standing) {
    return record(account, RegionRecords.state(account, standing));
  }

  private Record<byte[], byte[]> record(RegionAccount account, RegionState state) {
    var report = account.report();
    return new Record<>(report.region().getBytes(UTF_8), states.encode(state), report.madeAt());
  }

  Record<byte[], byte[]> record(Notice notice) {
    return new Record<>(
        notice.region().getBytes(UTF_8), events.encode(FailoverRecords.event(notice)), notice.at());
  }

  /** What has happened. */
  void say(Map<String, RegionHealth> healths, List<Notice> notices) {
    healths.forEach(RegionTelling::say);
    notices.forEach(this::count);
  }

  /** Some happened that this region cannot tell. */
  void sayLost(long count) {
    if (count > 0) {
      LOG.warn(
          "{} changes of the failover state happened while this region heard nobody, and are told"
              + " only by the others: see logs --filter failover there",
          count);
    }
  }

  private static void say(String region, RegionHealth health) {
    LOG.atInfo()
        .addKeyValue(LogKeys.REGION, region)
        .log("Region {} is {}: {}", region, health.health(), health.cause());
  }

  private void count(Notice notice) {
    meters.failovers(notice.kind()).increment();
    LOG.atInfo()
        .addKeyValue(LogKeys.REGION, notice.region())
        .log(
            "{} {}{}{}, epoch {}, by {}: {}",
            notice.id(),
            notice.kind(),
            notice.from().map(region -> " from " + region).orElse(""),
            notice.to().map(region -> " to " + region).orElse(""),
            notice.epoch(),
            notice.by(),
            notice.cause());
  }

  /** What holds. */
  static void show(List<RegionAccount> accounts, RegionMeters shown) {
    accounts.forEach(account -> show(account.report(), shown));
  }

  private static void show(RegionReport report, RegionMeters shown) {
    shown.connected(report.region(), report.agents().connected());
    shown.healthy(report.region(), report.well());
    report.observers().forEach(o -> shown.latency(o.observer(), report.region(), o.latencyMs()));
  }
}
