/** How fast and how late records reach another region's cluster, beside bare MirrorMaker 2. */
package dev.parallax.benchmarks.replication;
