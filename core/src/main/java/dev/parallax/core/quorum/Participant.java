package dev.parallax.core.quorum;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One region's part in an agreement (F8): its ballot, what it last saw of the others, and when. Not
 * thread-safe.
 *
 * <p>After each call that returns {@code true} the {@link #ballot} is to be stored and published in
 * one transaction. All times are ms of one clock that does not go back.
 */
public final class Participant<V> {
  private final String region;
  private final Members members;
  private final Times times;
  private final Rules<V> rules;
  private final Leadership<V> leadership;
  private final Sightings<V> sightings;
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
    this.quietSince = now;
  }

  /**
   * A ballot of another region has arrived. One that was seen, of this region or of none of the
   * members has no effect.
   *
   * @return whether this region's ballot changed
   */
  public boolean hear(Ballot<V> other, long now) {
    if (other.region().equals(region)
        || !members.contains(other.region())
        || !sightings.see(other, now)) {
      return false;
    }
    noteContact(now);
    boolean isSign = sightings.isFresh(other.region(), now) && other.leads();
    return step(other, isSign, mustComeAgain(now), now);
  }

  /**
   * Time has passed. To be called a few times in each {@link Times#refresh}.
   *
   * @return whether this region's ballot changed, be it only its beat
   */
  public boolean tick(long now) {
    noteContact(now);
    return step(ballot, false, mustComeAgain(now) || isItsTurn(now), now);
  }

  /**
   * Proposes the value that is to follow what is committed.
   *
   * @return whether this region's ballot changed; {@code false} if it is not its leader, or not
   *     {@linkplain #isLeader ready}
   */
  public boolean propose(V value, long now) {
    var next =
        leadership.holds(ballot, sightings.ballots(), now)
            ? rules.propose(ballot, sightings.ballots(), value)
            : Optional.<Ballot<V>>empty();
    next.ifPresent(proposed -> publish(proposed, true, now));
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
    return leadership.holds(ballot, sightings.ballots(), now)
        && rules.mayPropose(ballot, sightings.ballots());
  }

  /** Who leads as far as this region knows, itself included; empty if it heard of none. */
  public Optional<String> leader(long now) {
    if (leadership.holds(ballot, sightings.ballots(), now)) {
      return Optional.of(region);
    }
    return sign(ballot.term(), now).map(Heard::leader);
  }

  /**
   * Whether ballots of a majority are fresh, its own included. If not, nothing can be agreed here.
   */
  public boolean inContact(long now) {
    return peersHeard(now).size() + 1 >= members.majority();
  }

  /** The other regions whose ballots changed here within {@link Times#freshness}. */
  public Set<String> peersHeard(long now) {
    return sightings.fresh(now);
  }

  private boolean step(Ballot<V> cause, boolean isSign, boolean campaigns, long now) {
    var next = rules.next(ballot, sightings.ballots(), leader(now), campaigns);
    if (campaigns) {
      quietSince = now;
    }
    boolean voted = next.term() > ballot.term() || ballot.leader().isEmpty();
    if (voted) {
      next.leader()
          .flatMap(sightings::of)
          .ifPresent(candidate -> noteSign(candidate, next.term(), now));
    }
    if (isSign && cause.term() == next.term()) {
      noteSign(cause, next.term(), now);
    }
    boolean leads = leadership.holds(next, sightings.ballots(), now);
    if (leads) {
      quietSince = now;
    }
    boolean changed = !next.equals(ballot) || leads != ballot.leads() || isDue(now);
    if (changed) {
      publish(next, leads, now);
    }
    return changed;
  }

  private void publish(Ballot<V> next, boolean leads, long now) {
    long beat = ballot.beat() + 1;
    ballot =
        next.stamped(beat, leads ? Optional.of(new Heard(region, beat)) : sign(next.term(), now));
    leadership.sent(beat, now);
    publishedAt = OptionalLong.of(now);
  }

  /** A leader that sees a higher term asks again, so that the region that has it comes back in. */
  private boolean mustComeAgain(long now) {
    return leadership.holds(ballot, sightings.ballots(), now)
        && sightings.ballots().stream().anyMatch(other -> other.term() > ballot.term());
  }

  private boolean isItsTurn(long now) {
    long from = Math.max(quietSince + times.lease(), contactSince.orElse(now));
    return contactSince.isPresent() && now >= from + times.wait(members.rank(region));
  }

  private boolean isDue(long now) {
    return publishedAt.isEmpty() || now - publishedAt.getAsLong() >= times.refresh();
  }

  private Optional<Heard> sign(long term, long now) {
    return heard.filter(last -> heardTerm == term && now - heardAt < times.lease());
  }

  private void noteSign(Ballot<V> leader, long term, long now) {
    heard = Optional.of(new Heard(leader.region(), leader.beat()));
    heardTerm = term;
    heardAt = now;
    quietSince = now;
  }

  private void noteContact(long now) {
    if (!inContact(now)) {
      contactSince = OptionalLong.empty();
    } else if (contactSince.isEmpty()) {
      contactSince = OptionalLong.of(now);
    }
  }
}
