/**
 * The wire contract: topics, Avro records in the Confluent wire format, and the client of the
 * schema registry that gives their schemas ids.
 */
package dev.parallax.schemas;
