package dev.parallax.core.quorum;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One region's part in an agreement (F8): its ballot, what it last saw of the others, and when. Not
 * thread-safe.
 *
 * <p>After each call that returns {@code true} the {@link #ballot} is to be stored and published in
 * one transaction. All times are ms of one clock; while it is set back no time passes here.
 */
public final class Participant<V> {
  private final String region;
  private final Members members;
  private final Times times;
  private final Rules<V> rules;
  private final Leadership<V> leadership;
  private final Sightings<V> sightings;
  private final Elapsed clock;
  private Ballot<V> ballot;
  private Optional<Heard> heard = Optional.empty();
  private long heardTerm;
  private long heardAt;
  private long quietSince;
  private OptionalLong contactSince = OptionalLong.empty();
  private OptionalLong publishedAt = OptionalLong.empty();

  /**
   * Goes on from what was stored. Nothing is published before the first tick.
   *
   * @param stored the region's last ballot; {@link Ballot#none} only if it never had one: a region
   *     that forgets its ballot may break what it promised
   * @throws IllegalArgumentException if the ballot's region is no member
   */
  public Participant(Members members, Times times, Ballot<V> stored, long now) {
    members.rank(stored.region());
    this.region = stored.region();
    this.members = members;
    this.times = times;
    this.rules = new Rules<>(members);
    this.leadership = new Leadership<>(members, rules, times.leaderLease());
    this.sightings = new Sightings<>(times.freshness());
    this.ballot = stored;
    this.clock = new Elapsed(now);
  }

  /**
   * A ballot of another region has arrived. One that was seen, of this region or of none of the
   * members has no effect.
   *
   * @return whether this region's ballot changed
   */
  public boolean hear(Ballot<V> other, long now) {
    long time = clock.advance(now);
    if (other.region().equals(region)
        || !members.contains(other.region())
        || !sightings.see(other, time)) {
      return false;
    }
    noteContact(time);
    boolean isSign = sightings.isFresh(other.region(), time) && other.leads();
    return step(other, isSign, mustComeAgain(time), time);
  }

  /**
   * Time has passed. To be called a few times in each {@link Times#refresh}.
   *
   * @return whether this region's ballot changed, be it only its beat
   */
  public boolean tick(long now) {
    long time = clock.advance(now);
    noteContact(time);
    return step(ballot, false, mustComeAgain(time) || isItsTurn(time), time);
  }

  /**
   * Proposes the value that is to follow what is committed.
   *
   * @return whether this region's ballot changed; {@code false} if it is not its leader, or not
   *     {@linkplain #isLeader ready}
   */
  public boolean propose(V value, long now) {
    long time = clock.advance(now);
    var next =
        holdsLease(time)
            ? rules.propose(ballot, sightings.ballots(), value)
            : Optional.<Ballot<V>>empty();
    next.ifPresent(proposed -> publish(proposed, true, time));
    return next.isPresent();
  }

  /** What is to be stored and published. */
  public Ballot<V> ballot() {
    return ballot;
  }

  /**
   * The value that was agreed last as far as this region knows; empty before the first. Its number
   * never falls. Of a number it has the same value in every region; the term may rise.
   */
  public Optional<Proposal<V>> committed() {
    return ballot.committed();
  }

  /**
   * Whether this region may propose now: a majority gave it its vote and hears it, and its last
   * proposal is agreed, so that {@link #committed} is the latest value there is.
   */
  public boolean isLeader(long now) {
    return holdsLease(clock.at(now)) && rules.mayPropose(ballot, sightings.ballots());
  }

  /** Who leads as far as this region knows, itself included; empty if it heard of none. */
  public Optional<String> leader(long now) {
    return live(clock.at(now));
  }

  /**
   * Whether ballots of a majority are fresh, its own included. If not, nothing can be agreed here.
   */
  public boolean inContact(long now) {
    return hasContact(clock.at(now));
  }

  /** The other regions whose ballots changed here within {@link Times#freshness}. */
  public Set<String> peersHeard(long now) {
    return sightings.fresh(clock.at(now));
  }

  private boolean step(Ballot<V> cause, boolean isSign, boolean campaigns, long time) {
    var next = rules.next(ballot, sightings.ballots(), live(time), campaigns);
    if (campaigns) {
      quietSince = time;
    }
    boolean voted = next.term() > ballot.term() || ballot.leader().isEmpty();
    if (voted) {
      next.leader()
          .flatMap(sightings::of)
          .ifPresent(candidate -> noteSign(candidate, next.term(), time));
    }
    if (isSign && cause.term() == next.term()) {
      noteSign(cause, next.term(), time);
    }
    boolean leads = leadership.holds(next, sightings.ballots(), time);
    if (leads) {
      quietSince = time;
    }
    boolean changed = !next.equals(ballot) || leads != ballot.leads() || isDue(time);
    if (changed) {
      publish(next, leads, time);
    }
    return changed;
  }

  private void publish(Ballot<V> next, boolean leads, long time) {
    long beat = ballot.beat() + 1;
    ballot =
        next.stamped(beat, leads ? Optional.of(new Heard(region, beat)) : sign(next.term(), time));
    leadership.sent(beat, time);
    publishedAt = OptionalLong.of(time);
  }

  /** A leader that sees a higher term asks again, so that the region that has it comes back in. */
  private boolean mustComeAgain(long time) {
    return holdsLease(time)
        && sightings.ballots().stream().anyMatch(other -> other.term() > ballot.term());
  }

  private boolean isItsTurn(long time) {
    long from = Math.max(quietSince + times.lease(), contactSince.orElse(time));
    return contactSince.isPresent() && time >= from + times.wait(members.rank(region));
  }

  private Optional<String> live(long time) {
    return holdsLease(time) ? Optional.of(region) : sign(ballot.term(), time).map(Heard::leader);
  }

  private boolean holdsLease(long time) {
    return leadership.holds(ballot, sightings.ballots(), time);
  }

  private boolean hasContact(long time) {
    return sightings.fresh(time).size() + 1 >= members.majority();
  }

  private boolean isDue(long time) {
    return publishedAt.isEmpty() || time - publishedAt.getAsLong() >= times.refresh();
  }

  private Optional<Heard> sign(long term, long time) {
    return heard.filter(last -> heardTerm == term && time - heardAt < times.lease());
  }

  private void noteSign(Ballot<V> leader, long term, long time) {
    heard = Optional.of(new Heard(leader.region(), leader.beat()));
    heardTerm = term;
    heardAt = time;
    quietSince = time;
  }

  private void noteContact(long time) {
    if (!hasContact(time)) {
      contactSince = OptionalLong.empty();
    } else if (contactSince.isEmpty()) {
      contactSince = OptionalLong.of(time);
    }
  }
}
