/**
 * What the logs of the apps leave out besides levels: single messages of libraries that say nothing
 * to anybody who runs an app.
 */
package dev.parallax.runtime.logging;
