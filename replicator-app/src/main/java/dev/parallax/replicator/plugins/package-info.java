/**
 * Plug-ins for MirrorMaker 2, here and on any Connect cluster: which topics are copied, which
 * records stay in their region, which settings of topics follow their source (P1). They need
 * Connect, {@code core} and nothing else.
 */
package dev.parallax.replicator.plugins;
