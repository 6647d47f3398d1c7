package dev.parallax.core.health;

import dev.parallax.core.health.AgentStep.Cause;
import dev.parallax.core.health.AgentStep.Duplicate;
import dev.parallax.core.health.AgentStep.Forgotten;
import dev.parallax.core.health.AgentStep.Ignored;
import dev.parallax.core.health.AgentStep.Kept;
import dev.parallax.core.health.AgentStep.Refusal;
import dev.parallax.core.health.AgentStep.Refused;
import dev.parallax.core.health.AgentStep.Told;
import java.util.Optional;

/**
 * Which agents are connected, and what of it is told (H6, H7).
 *
 * <ul>
 *   <li>Liveness goes by the broker's append time, the order of one incarnation's heartbeats by the
 *       time it sent them.
 *   <li>A registration is an incarnation in a region; the newest is the one that appeared last. One
 *       that gave way to it is heard again only once the newest is gone.
 *   <li>What others act on is told at once; a load only in steps and not too often; the rest not.
 * </ul>
 */
public final class AgentRegistry {
  private final AgentRules rules;

  /** A registry by these rules. */
  public AgentRegistry(AgentRules rules) {
    this.rules = rules;
  }

  /**
   * A heartbeat came in.
   *
   * @param known what is known of that agent; absent if nothing is
   * @param appendedAt when the broker received it
   */
  public AgentStep heartbeat(Optional<Registration> known, Heartbeat beat, long appendedAt) {
    var refused = refusal(beat);
    if (refused.isPresent()) {
      return refused.get();
    }
    long at = Math.min(beat.sentAt(), appendedAt);
    if (known.isEmpty()) {
      var first = Registration.first(AgentReport.of(beat, appendedAt, appendedAt), at, appendedAt);
      return new Told(first, Optional.empty());
    }
    return later(known.get(), beat, at, appendedAt);
  }

  private Optional<AgentStep> refusal(Heartbeat beat) {
    var fault = beat.fault();
    if (fault.isPresent()) {
      return Optional.of(new Refused(Refusal.INVALID, fault.get()));
    }
    if (!rules.regions().contains(beat.region())) {
      return Optional.of(
          new Refused(
              Refusal.UNKNOWN_REGION,
              "agent %s says region %s, which the configuration does not define"
                  .formatted(beat.agentId(), beat.region())));
    }
    return Optional.empty();
  }

  private static AgentStep later(Registration known, Heartbeat beat, long at, long appendedAt) {
    var before = known.current();
    boolean same = beat.registration().equals(before.registration());
    if (same && at < known.orderedAt()) {
      return new Ignored(Cause.OLDER);
    }
    if (!same && (beat.presence() == Presence.DISCONNECTED || outdone(known, beat))) {
      return new Ignored(
          beat.region().equals(before.region()) ? Cause.SUPERSEDED : Cause.DUPLICATE);
    }
    long since = same && beat.presence() == before.presence() ? before.since() : appendedAt;
    var next = known.heard(AgentReport.of(beat, appendedAt, since), at, appendedAt);
    return told(next, duplicate(before, beat), appendedAt);
  }

  private static boolean outdone(Registration known, Heartbeat beat) {
    return known.current().connected() && known.superseded().contains(beat.registration());
  }

  private static Optional<Duplicate> duplicate(AgentReport before, Heartbeat beat) {
    return before.connected() && !before.region().equals(beat.region())
        ? Optional.of(new Duplicate(beat.agentId(), before.region(), beat.region()))
        : Optional.empty();
  }

  private static AgentStep told(Registration next, Optional<Duplicate> duplicate, long now) {
    boolean due =
        next.told().differsAtOnce(next.current())
            || (next.loadUntold() && now - next.toldAt() >= AgentRules.LOAD_EVERY_MS);
    return due ? new Told(next.tell(now), duplicate) : new Kept(next);
  }

  /**
   * Time has passed. To be called once {@link #dueAt} has come; earlier it changes nothing.
   *
   * @param now the broker's time
   */
  public AgentStep tick(Registration known, long now) {
    var agent = known.current();
    if (!agent.connected()) {
      return now - agent.since() >= AgentRules.FORGET_MS
          ? new Forgotten(agent.agentId())
          : new Kept(known);
    }
    if (now - known.heardAt() > rules.ttlMs()) {
      return new Told(known.expire(now).tell(now), Optional.empty());
    }
    return now >= tellAt(known) ? new Told(known.tell(now), Optional.empty()) : new Kept(known);
  }

  /** When {@link #tick} has something to do for it, unless a heartbeat comes first. */
  public long dueAt(Registration known) {
    return known.current().connected()
        ? Math.min(known.heardAt() + rules.ttlMs() + 1, tellAt(known))
        : known.current().since() + AgentRules.FORGET_MS;
  }

  private static long tellAt(Registration known) {
    return known.toldAt() + (known.loadUntold() ? AgentRules.LOAD_EVERY_MS : AgentRules.REFRESH_MS);
  }
}
