package dev.parallax.core.quorum;

import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a region has promised and knows of an agreement: the one record that it stores
 * and publishes. Immutable.
 *
 * @param region whose ballot it is
 * @param term highest term that it took part in; 0 before the first
 * @param leader to whom it gave its vote in that term, may be itself; empty if to none. It is never
 *     taken back
 * @param accepted proposal that it accepted last
 * @param committed proposal with the highest number that it knows to be agreed. Not after {@code
 *     accepted}
 * @param beat rises with every publication of this region
 * @param heard leader whose life it has heard of within the lease; the region itself, with this
 *     ballot's beat, if it leads and its own lease holds
 */
public record Ballot<V>(
    String region,
    long term,
    Optional<String> leader,
    Optional<Proposal<V>> accepted,
    Optional<Proposal<V>> committed,
    long beat,
    Optional<Heard> heard) {
  /** All parts are there. */
  public Ballot {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(leader, "leader");
    Objects.requireNonNull(accepted, "accepted");
    Objects.requireNonNull(committed, "committed");
    Objects.requireNonNull(heard, "heard");
  }

  /** Before anything was said. */
  public static <V> Ballot<V> none(String region) {
    return new Ballot<>(
        region, 0, Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  /** Whether the region asked for votes in this term. */
  boolean isCandidacy() {
    return leader.filter(region::equals).isPresent();
  }

  /** Whether the region said that it leads and that its lease holds. */
  boolean leads() {
    return heard.filter(sign -> sign.leader().equals(region)).isPresent();
  }

  boolean hasVoted(long inTerm, String candidate) {
    return term == inTerm && leader.filter(candidate::equals).isPresent();
  }

  Ballot<V> inTerm(long higher) {
    return higher == term
        ? this
        : new Ballot<>(region, higher, Optional.empty(), accepted, committed, beat, heard);
  }

  Ballot<V> voting(String candidate) {
    return new Ballot<>(region, term, Optional.of(candidate), accepted, committed, beat, heard);
  }

  Ballot<V> accepting(Proposal<V> proposal) {
    return new Ballot<>(region, term, leader, Optional.of(proposal), committed, beat, heard);
  }

  Ballot<V> committing(Proposal<V> proposal) {
    return new Ballot<>(region, term, leader, accepted, Optional.of(proposal), beat, heard);
  }

  Ballot<V> stamped(long laterBeat, Optional<Heard> sign) {
    return new Ballot<>(region, term, leader, accepted, committed, laterBeat, sign);
  }
}
