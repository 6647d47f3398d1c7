package dev.parallax.core.failover;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands that were carried out or refused, so that none is twice: the newest {@value #KEPT}.
 * When some had to be forgotten, a command that is older than all that are remembered counts as
 * applied: that is what reading the topic again from its start brings.
 *
 * @param newest the newest, the oldest of them first
 */
public record AppliedCommands(List<Applied> newest) {
  static final int KEPT = 200;

  /** Of a history that begins. */
  public static final AppliedCommands NONE = new AppliedCommands(List.of());

  /**
   * A command.
   *
   * @param id its identity
   * @param appendedAt when the broker received it
   */
  public record Applied(String id, long appendedAt) {}

  /** Copies the list. */
  public AppliedCommands {
    newest = List.copyOf(newest);
  }

  /** Whether it was carried out or refused, or must be taken for it. */
  public boolean hold(String id, long appendedAt) {
    return newest.stream().anyMatch(applied -> applied.id().equals(id))
        || (newest.size() == KEPT && appendedAt < newest.get(0).appendedAt());
  }

  /** With one more. */
  public AppliedCommands with(String id, long appendedAt) {
    var all = new ArrayList<>(newest);
    all.add(new Applied(id, appendedAt));
    return new AppliedCommands(all.subList(Math.max(0, all.size() - KEPT), all.size()));
  }
}
