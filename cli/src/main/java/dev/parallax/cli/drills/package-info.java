/**
 * Exercises of {@code parallax up --once --drill NAME}: each does something hard to a sandbox,
 * computes by itself what must come of it, and compares. One small class per drill.
 */
package dev.parallax.cli.drills;
