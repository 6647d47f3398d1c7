package dev.parallax.health;

import dev.parallax.core.failover.AppliedCommands;
import dev.parallax.core.failover.FailoverState;
import dev.parallax.core.failover.Force;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Ramp;
import dev.parallax.core.health.RegionHealth;
import dev.parallax.core.health.TriggerKind;
import dev.parallax.core.health.TriggerWatch;
import dev.parallax.health.state.AppliedRow;
import dev.parallax.health.state.ConditionRow;
import dev.parallax.health.state.FailoverRow;
import dev.parallax.health.state.NoticeRow;
import dev.parallax.health.state.RampRow;
import dev.parallax.health.state.TriggerRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** The failover state and the regions' health as the store holds them. */
final class FailoverRows {
  private FailoverRows() {}

  static FailoverRow row(FailoverState state) {
    return FailoverRow.newBuilder()
        .setEpoch(state.epoch())
        .setNotices(state.notices())
        .setActive(state.active().orElse(null))
        .setPinned(state.pinned())
        .setForce(state.force().name())
        .setAutomaticAt(state.automaticAt().isPresent() ? state.automaticAt().getAsLong() : null)
        .setRamp(
            state
                .ramp()
                .map(ramp -> new RampRow(ramp.from(), ramp.startedAt(), ramp.durationMs()))
                .orElse(null))
        .setRedirects(state.redirects())
        .setDrained(List.copyOf(state.drained()))
        .setBlocked(List.copyOf(state.blocked()))
        .setServingSince(state.servingSince())
        .setCommands(
            state.commands().newest().stream()
                .map(applied -> new AppliedRow(applied.id(), applied.appendedAt()))
                .toList())
        .build();
  }

  static FailoverState state(FailoverRow row) {
    return new FailoverState(
        row.getEpoch(),
        row.getNotices(),
        Optional.ofNullable(row.getActive()),
        row.getPinned(),
        Force.valueOf(row.getForce()),
        row.getAutomaticAt() == null ? OptionalLong.empty() : OptionalLong.of(row.getAutomaticAt()),
        Optional.ofNullable(row.getRamp())
            .map(ramp -> new Ramp(ramp.getFrom(), ramp.getStartedAt(), ramp.getDurationMs())),
        new TreeMap<>(row.getRedirects()),
        new TreeSet<>(row.getDrained()),
        new TreeSet<>(row.getBlocked()),
        new TreeMap<>(row.getServingSince()),
        new AppliedCommands(
            row.getCommands().stream()
                .map(c -> new AppliedCommands.Applied(c.getId(), c.getAppendedAt()))
                .toList()));
  }

  static NoticeRow row(Notice notice) {
    return new NoticeRow(
        notice.id(),
        notice.epoch(),
        notice.kind().name(),
        notice.from().orElse(null),
        notice.to().orElse(null),
        notice.cause(),
        notice.by(),
        notice.command().orElse(null),
        notice.skipped(),
        notice.at());
  }

  static Notice notice(NoticeRow row) {
    return new Notice(
        row.getId(),
        row.getEpoch(),
        Notice.Kind.valueOf(row.getKind()),
        Optional.ofNullable(row.getFrom()),
        Optional.ofNullable(row.getTo()),
        row.getCause(),
        row.getBy(),
        Optional.ofNullable(row.getCommand()),
        row.getSkipped(),
        row.getAt());
  }

  static ConditionRow row(RegionHealth health) {
    return new ConditionRow(
        health.health().name(),
        health.lastVerdict().name(),
        health.cause(),
        health.triggers().stream().map(FailoverRows::row).toList(),
        health.trial(),
        health.since());
  }

  private static TriggerRow row(TriggerWatch trigger) {
    return new TriggerRow(
        trigger.kind().name(),
        trigger.firing().orElse(null),
        trigger.tripped(),
        trigger.figures(),
        trigger.since());
  }

  static RegionHealth health(ConditionRow row) {
    return new RegionHealth(
        Health.valueOf(row.getHealth()),
        Health.valueOf(row.getLastVerdict()),
        row.getCause(),
        row.getTriggers().stream().map(FailoverRows::trigger).toList(),
        row.getTrial(),
        row.getSince());
  }

  private static TriggerWatch trigger(TriggerRow row) {
    return new TriggerWatch(
        TriggerKind.valueOf(row.getKind()),
        Optional.ofNullable(row.getFiring()),
        row.getTripped(),
        row.getFigures(),
        row.getSince());
  }
}
