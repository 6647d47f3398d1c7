/** Between the records on the topics and the model of {@code core}, field by field. */
package dev.parallax.runtime.mapping;
