package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;

/**
 * What a decision sees: the fleet and how much of its topics went into it.
 *
 * @param fleet the snapshot
 * @param offsets what it was made from (R18)
 * @param regionsSeenAt when the newest record of the regions topic was written, ms since the epoch;
 *     0 = none was read yet
 */
record FleetView(Fleet fleet, StateOffsets offsets, long regionsSeenAt) {}
