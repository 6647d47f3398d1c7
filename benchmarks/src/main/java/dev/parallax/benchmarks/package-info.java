/** JMH benchmarks of the decision and of the fleet snapshot, and the table of their results. */
package dev.parallax.benchmarks;
