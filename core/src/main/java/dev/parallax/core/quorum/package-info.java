/**
 * How regions agree on a value that changes (F8): a register that is kept by a majority of all of
 * them. The number of the value rises by one with every change that is agreed. Every region
 * publishes one record, its {@link dev.parallax.core.quorum.Ballot}; the others read it, late,
 * twice, in any order or never, and nothing else is sent.
 *
 * <p>A caller holds one {@link dev.parallax.core.quorum.Participant} for its region. It is made
 * from the ballot that was stored last; its methods {@code hear}, {@code tick} and {@code propose}
 * say whether the ballot changed, and what changed is stored and published in one transaction
 * before anything else happens. If that transaction fails the participant is to be thrown away and
 * made again from what is stored. Only {@code committed} may be used: a value that is proposed may
 * never be agreed.
 *
 * <p>What is agreed depends on ballots alone. Time decides only who leads and when: a leader that
 * hears no majority stops, and the others wait for it to have stopped. All times are milliseconds
 * of the caller's clock; when that is set back no time passes, and when it jumps ahead leases end.
 * Pure.
 *
 * <p>The types and methods that are public here are what the apps and their stored records depend
 * on.
 */
package dev.parallax.core.quorum;
