/** What operators see of a process: metrics, liveness, readiness and where its cluster is. */
package dev.parallax.runtime.ops;
