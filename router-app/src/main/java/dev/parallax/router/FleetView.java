package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;

/**
 * What a decision sees: the fleet and how much of its topics went into it.
 *
 * @param fleet the snapshot
 * @param offsets what it was made from (R18)
 */
record FleetView(Fleet fleet, StateOffsets offsets) {}
