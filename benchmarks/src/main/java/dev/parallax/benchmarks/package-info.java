/** JMH benchmarks of the decision and of the fleet snapshot. */
package dev.parallax.benchmarks;
