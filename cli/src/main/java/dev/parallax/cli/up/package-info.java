/**
 * {@code parallax up}: a broker, a registry, the apps and the sample agents of three regions on one
 * machine, torn down together. Apps and agents are started again when they end; broker and registry
 * are not.
 */
package dev.parallax.cli.up;
