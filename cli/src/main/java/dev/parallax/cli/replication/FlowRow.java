package dev.parallax.cli.replication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Ages;
import dev.parallax.cli.console.Json;
import dev.parallax.core.replication.Flow;
import dev.parallax.events.ReplicationFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one flow stands.
 *
 * @param flow the direction
 * @param report the newest of the target's replicator; absent if there is none
 * @param silence why the target's cluster cannot be asked; absent if it can
 * @param conflicts names whose content from the source conflicts with others at the target (P2);
 *     absent if not known
 * @param now when this was looked at
 */
record FlowRow(
    Flow flow,
    Optional<ReplicationFlow> report,
    Optional<String> silence,
    OptionalLong conflicts,
    Instant now) {
  static final String[] TITLES = {
    "Flow", "State", "Lag", "Behind", "Rate", "Excluded", "Conflicts", "Reported", "Reason"
  };

  /** Reports come every two seconds. */
  static final Duration STALE = Duration.ofSeconds(15);

  private static final String UNKNOWN = "-";

  /** Whether what is told is what is. */
  boolean isCurrent() {
    return silence.isEmpty() && report.filter(this::isFresh).isPresent();
  }

  private boolean isFresh(ReplicationFlow told) {
    return Instant.ofEpochMilli(told.getUpdatedAt()).plus(STALE).isAfter(now);
  }

  /** NO ANSWER, NO REPORT, STALE, or what the replicator says. */
  String state() {
    if (silence.isPresent()) {
      return "NO ANSWER";
    }
    return report.map(told -> isFresh(told) ? told.getState().name() : "STALE").orElse("NO REPORT");
  }

  /** Why it does not run; empty if it does. */
  String reason() {
    return silence
        .or(() -> report.map(this::reason))
        .orElse(
            "no replicator has reported it: start replicator-app --region "
                + flow.target()
                + ", or look at its log");
  }

  private String reason(ReplicationFlow told) {
    if (!isFresh(told)) {
      return "the replicator of %s is silent; before, it was %s"
          .formatted(flow.target(), told.getState());
    }
    return Optional.ofNullable(told.getReason()).orElse("");
  }

  String[] cells() {
    var told = report.filter(any -> silence.isEmpty());
    return new String[] {
      flow.name(),
      state(),
      told.map(ReplicationFlow::getLagRecords).map(Object::toString).orElse(UNKNOWN),
      told.map(ReplicationFlow::getLagSeconds).map(FlowRow::seconds).orElse(UNKNOWN),
      told.map(ReplicationFlow::getBytesPerSecond).map(FlowRow::rate).orElse(UNKNOWN),
      told.map(ReplicationFlow::getExcluded).map(Object::toString).orElse(UNKNOWN),
      conflicts.isPresent() ? Long.toString(conflicts.getAsLong()) : UNKNOWN,
      told.map(r -> Ages.since(r.getUpdatedAt(), now)).orElse(UNKNOWN),
      reason()
    };
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1fs", seconds);
  }

  /** Bytes as people read them. */
  static String rate(double bytes) {
    if (bytes >= 1_000_000) {
      return String.format(Locale.ROOT, "%.1f MB/s", bytes / 1_000_000);
    }
    return bytes >= 1_000
        ? String.format(Locale.ROOT, "%.1f kB/s", bytes / 1_000)
        : String.format(Locale.ROOT, "%.0f B/s", bytes);
  }

  ObjectNode json() {
    var json =
        Json.object()
            .put("flow", flow.name())
            .put("source", flow.source())
            .put("target", flow.target())
            .put("state", state())
            .put("reason", reason())
            .put("current", isCurrent())
            .put("conflicts", conflicts.isPresent() ? (Long) conflicts.getAsLong() : null);
    report
        .filter(any -> silence.isEmpty())
        .ifPresent(
            told -> {
              json.put("lagRecords", told.getLagRecords())
                  .put("lagSeconds", told.getLagSeconds())
                  .put("bytesPerSecond", told.getBytesPerSecond())
                  .put("excluded", told.getExcluded())
                  .put("restarts", told.getRestarts())
                  .put("updatedAt", told.getUpdatedAt())
                  .put("configHash", told.getConfigHash());
              json.set("topics", Json.tree(told.getTopics()));
            });
    return json;
  }
}
