package dev.parallax.core.federation;

import dev.parallax.core.failover.AppliedCommands;
import dev.parallax.core.failover.Command;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The commands that wait for the agreement of the regions.
 *
 * <ul>
 *   <li>A command waits until the agreed state says that it was obeyed or refused.
 *   <li>One that was given here is withdrawn after {@value #PATIENCE_MS} ms, and refused.
 *   <li>One that was given elsewhere is obeyed only while that region says that it still waits, and
 *       not before {@value #SETTLED_MS} ms: so what was withdrawn there while the two were cut from
 *       each other is not obeyed after all. It is forgotten when it was not wanted for {@value
 *       #PATIENCE_MS} ms.
 * </ul>
 *
 * <p>For one thread.
 */
final class Orders {
  static final long PATIENCE_MS = 60_000;
  static final long SETTLED_MS = 1_000;

  /** Most that are obeyed at once: what they lead to must fit into what is agreed on. */
  private static final int MOST_AT_ONCE = 5;

  /** Most that a summary names, so that it is never too long for a record. */
  static final int MOST_TOLD = 100;

  private final String region;
  private final Map<String, Pending> waiting = new LinkedHashMap<>();
  private final Map<String, Pending> unkept = new LinkedHashMap<>();
  private final Set<String> unforgotten = new LinkedHashSet<>();
  private AppliedCommands withdrawn;
  private boolean withdrawnUnkept;

  Orders(String region, Collection<Pending> known, AppliedCommands withdrawn) {
    this.region = region;
    this.withdrawn = withdrawn;
    known.forEach(pending -> waiting.put(pending.key(), pending));
  }

  void add(Pending pending, AppliedCommands applied) {
    var command = pending.command();
    if (!applied.hold(command.id(), pending.appendedAt())
        && !(isOwn(pending) && withdrawn.hold(command.id(), pending.appendedAt()))
        && !waiting.containsKey(pending.key())) {
      waiting.put(pending.key(), pending);
      unkept.put(pending.key(), pending);
    }
  }

  /** Those that may be obeyed now. */
  List<Pending> due(Function<String, Set<String>> wantedBy, long now) {
    return waiting.values().stream()
        .filter(pending -> isOwn(pending) || isWanted(pending, wantedBy, now))
        .limit(MOST_AT_ONCE)
        .toList();
  }

  private static boolean isWanted(
      Pending pending, Function<String, Set<String>> wantedBy, long now) {
    return now - pending.readAt() >= SETTLED_MS
        && wantedBy.apply(pending.region()).contains(pending.command().id());
  }

  /** These have been obeyed or refused by agreement. */
  void settle(AppliedCommands applied) {
    waiting.values().stream()
        .filter(pending -> applied.hold(pending.command().id(), pending.appendedAt()))
        .map(Pending::key)
        .toList()
        .forEach(this::forget);
  }

  /** Those that were given here and have waited too long; they wait no more. */
  List<Command> withdraw(Function<String, Set<String>> wantedBy, long now) {
    var late = waiting.values().stream().filter(p -> now - p.readAt() >= PATIENCE_MS).toList();
    var refused = new ArrayList<Command>();
    for (var pending : late) {
      if (isOwn(pending)) {
        withdrawn = withdrawn.with(pending.command().id(), pending.appendedAt());
        withdrawnUnkept = true;
        refused.add(pending.command());
        forget(pending.key());
      } else if (!isWanted(pending, wantedBy, now)) {
        forget(pending.key());
      }
    }
    return refused;
  }

  private void forget(String key) {
    waiting.remove(key);
    if (unkept.remove(key) == null) {
      unforgotten.add(key);
    }
  }

  private boolean isOwn(Pending pending) {
    return pending.region().equals(region);
  }

  /** Ids of those that were given here and wait; the first of very many. */
  List<String> wanted() {
    return waiting.values().stream()
        .filter(this::isOwn)
        .limit(MOST_TOLD)
        .map(pending -> pending.command().id())
        .toList();
  }

  AppliedCommands withdrawn() {
    return withdrawn;
  }

  /** What has to be stored since the last call. */
  OrderChanges changes() {
    var changes = new OrderChanges(List.copyOf(unkept.values()), List.copyOf(unforgotten));
    unkept.clear();
    unforgotten.clear();
    return changes;
  }

  /** Whether the withdrawn ones changed since the last call. */
  boolean hasWithdrawn() {
    boolean changed = withdrawnUnkept;
    withdrawnUnkept = false;
    return changed;
  }
}
