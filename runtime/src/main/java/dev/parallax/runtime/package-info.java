/**
 * What every app needs once: from a configuration file to a running, observed and stoppable
 * process.
 */
package dev.parallax.runtime;
