/** The way into the replicator's view that only the fuzzer takes. */
package dev.parallax.replicator.view;
