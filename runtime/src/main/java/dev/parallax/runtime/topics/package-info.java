/** The topics of the catalogue on a real cluster: created where missing, verified where present. */
package dev.parallax.runtime.topics;
