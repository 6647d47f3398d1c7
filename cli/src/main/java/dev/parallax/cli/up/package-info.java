/**
 * {@code parallax up}: a broker, a registry, the apps and the sample agents of three regions on one
 * machine, supervised and torn down together.
 */
package dev.parallax.cli.up;
