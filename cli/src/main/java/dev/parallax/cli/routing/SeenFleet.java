package dev.parallax.cli.routing;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.events.StateOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A fleet to decide with, and where it comes from.
 *
 * @param fleet with its patterns
 * @param offsets how much of the state topics it is made of (R18); empty if it is from a file
 * @param forwarded regions whose own control plane chooses the agents (P7); empty if one serves all
 * @param patterns names of its patterns
 * @param unreadable records that could not be read or make no sense, and were left out
 */
record SeenFleet(
    Fleet fleet,
    List<StateOffset> offsets,
    Set<String> forwarded,
    Set<String> patterns,
    long unreadable) {
  SeenFleet {
    forwarded = Set.copyOf(forwarded);
    patterns = new TreeSet<>(patterns);
  }
}
