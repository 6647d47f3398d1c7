package dev.parallax.core.federation;

import dev.parallax.core.failover.AppliedCommands;

/**
 * What a region must remember of what it told.
 *
 * @param told how many of all notices
 * @param withdrawn commands that were given there and refused without agreement
 * @param times of what was agreed by the region's own clock
 */
public record CouncilRecord(long told, AppliedCommands withdrawn, OwnTimes times) {}
