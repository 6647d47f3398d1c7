package dev.parallax.core.failover;

import dev.parallax.core.fleet.Ramp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The next state while one step works it out, and what it tells. For one step of one thread. */
final class Draft {
  final FailoverRules rules;
  final Sight sight;
  final long now;
  Optional<String> active;
  boolean pinned;
  Force force;
  OptionalLong automaticAt;
  Optional<Ramp> ramp;
  AppliedCommands commands;
  final SortedMap<String, String> redirects;
  final SortedSet<String> drained;
  final SortedSet<String> blocked;
  private final FailoverState before;
  private final List<Notice> told = new ArrayList<>();
  private long epoch;

  Draft(FailoverState before, FailoverRules rules, Sight sight, long now) {
    this.before = before;
    this.rules = rules;
    this.sight = sight;
    this.now = now;
    this.epoch = before.epoch();
    this.active = before.active();
    this.pinned = before.pinned();
    this.force = before.force();
    this.automaticAt = before.automaticAt();
    this.ramp = before.ramp();
    this.commands = before.commands();
    this.redirects = new TreeMap<>(before.redirects());
    this.drained = new TreeSet<>(before.drained());
    this.blocked = new TreeSet<>(before.blocked());
  }

  Fitness fitness() {
    return new Fitness(rules, sight, drained);
  }

  /** Something happened by itself. */
  void tell(Notice.Kind kind, Optional<String> from, Optional<String> to, String cause) {
    tell(kind, from, to, cause, Optional.empty(), List.of());
  }

  /** Something happened as an operator ordered it. */
  void tell(
      Notice.Kind kind,
      Optional<String> from,
      Optional<String> to,
      String cause,
      Command command,
      List<String> skipped) {
    tell(kind, from, to, cause, Optional.of(command), skipped);
  }

  /** A command is not carried out. */
  void refuse(Command command, String why) {
    tell(Notice.Kind.REFUSED, command.from(), command.to(), why, Optional.of(command), List.of());
  }

  private void tell(
      Notice.Kind kind,
      Optional<String> from,
      Optional<String> to,
      String cause,
      Optional<Command> command,
      List<String> skipped) {
    if (kind.isChange()) {
      epoch++;
    }
    told.add(
        new Notice(
            "failover-" + (before.notices() + told.size() + 1),
            epoch,
            kind,
            from,
            to,
            cause,
            command.map(Command::by).orElse(Notice.AUTOMATIC),
            command.map(Command::id),
            skipped,
            now));
  }

  /** Another region becomes active; whatever belonged to the one before ends. */
  void activate(String region, Force by) {
    active = Optional.of(region);
    force = by;
    ramp = Optional.empty();
    blocked.clear();
  }

  Step step() {
    var next = state(before.servingSince());
    var since = new TreeMap<>(before.servingSince());
    for (var region : rules.regions()) {
      if (next.role(region).serving() != before.role(region).serving()) {
        since.put(region, now);
      }
    }
    since.keySet().retainAll(rules.regions());
    return new Step(state(since), told);
  }

  private FailoverState state(SortedMap<String, Long> servingSince) {
    return new FailoverState(
        epoch,
        before.notices() + told.size(),
        active,
        pinned,
        force,
        automaticAt,
        ramp,
        redirects,
        drained,
        blocked,
        servingSince,
        commands);
  }
}
