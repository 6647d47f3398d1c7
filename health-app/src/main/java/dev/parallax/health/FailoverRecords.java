package dev.parallax.health;

import dev.parallax.core.failover.Command;
import dev.parallax.core.failover.Notice;
import dev.parallax.events.CommandKind;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.RegionCommand;
import java.util.Optional;

/** Commands and what became of them as the topics hold them. */
final class FailoverRecords {
  private FailoverRecords() {}

  static Command command(RegionCommand record) {
    return new Command(
        record.getId(),
        kind(record.getKind()),
        Optional.ofNullable(record.getFrom()),
        Optional.ofNullable(record.getTo()),
        record.getForce(),
        record.getBy());
  }

  private static Command.Kind kind(CommandKind kind) {
    return switch (kind) {
      case FAILOVER -> Command.Kind.FAILOVER;
      case FAILBACK -> Command.Kind.FAILBACK;
      case DRAIN -> Command.Kind.DRAIN;
      case UNDRAIN -> Command.Kind.UNDRAIN;
      case UNKNOWN -> Command.Kind.UNKNOWN;
    };
  }

  static FailoverEvent event(Notice notice) {
    return FailoverEvent.newBuilder()
        .setId(notice.id())
        .setEpoch(notice.epoch())
        .setKind(kind(notice.kind()))
        .setFrom(notice.from().orElse(null))
        .setTo(notice.to().orElse(null))
        .setCause(notice.cause())
        .setBy(notice.by())
        .setCommand(notice.command().orElse(null))
        .setSkipped(notice.skipped())
        .setAt(notice.at())
        .build();
  }

  private static FailoverKind kind(Notice.Kind kind) {
    return switch (kind) {
      case FAILOVER -> FailoverKind.FAILOVER;
      case FAILBACK -> FailoverKind.FAILBACK;
      case EVACUATE -> FailoverKind.EVACUATE;
      case RETURN -> FailoverKind.RETURN;
      case DRAIN -> FailoverKind.DRAIN;
      case UNDRAIN -> FailoverKind.UNDRAIN;
      case FAILOVER_BLOCKED -> FailoverKind.FAILOVER_BLOCKED;
      case REFUSED -> FailoverKind.REFUSED;
    };
  }
}
