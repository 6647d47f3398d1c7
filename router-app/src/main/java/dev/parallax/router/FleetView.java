package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;

/**
 * What a decision sees: the fleet and how much of its topics went into it.
 *
 * @param fleet the snapshot
 * @param offsets what it was made from (R18)
 * @param regionsSeenAt when the last record of the regions topic was read, this process' clock in
 *     ms
 */
record FleetView(Fleet fleet, StateOffsets offsets, long regionsSeenAt) {}
