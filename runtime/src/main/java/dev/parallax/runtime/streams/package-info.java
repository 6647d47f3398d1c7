/**
 * Running a Kafka Streams topology: its properties and their precedence, start, end and exit code.
 */
package dev.parallax.runtime.streams;
