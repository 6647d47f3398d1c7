/** The command line that all apps share, and the order in which an app comes up and goes down. */
package dev.parallax.runtime.app;
