/**
 * Who needs which rights at a cluster: what every part of an installation reads, writes and asks
 * for, derived from the configuration and the catalogue of topics, without asking a cluster.
 */
package dev.parallax.runtime.access;
