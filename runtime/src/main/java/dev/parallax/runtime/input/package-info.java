/** Execution requests as they arrive, Avro or JSON, to requests that can be routed, or refusals. */
package dev.parallax.runtime.input;
