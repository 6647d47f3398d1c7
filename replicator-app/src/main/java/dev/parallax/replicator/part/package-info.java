/**
 * What runs beside the topology of the replicator, apart from it, so that parts need not know it.
 */
package dev.parallax.replicator.part;
