/**
 * The routing decision (R1 to R22): a pure function of a request, a fleet and a configuration. No
 * clock, no randomness; the same arguments give the same answer on every instance and at every
 * replay.
 */
package dev.parallax.core.routing;
