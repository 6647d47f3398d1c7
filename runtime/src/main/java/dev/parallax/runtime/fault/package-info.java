/** Faults whose cause is known: one line that says what happened and what to do next. */
package dev.parallax.runtime.fault;
