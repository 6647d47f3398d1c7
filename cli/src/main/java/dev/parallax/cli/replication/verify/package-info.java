/**
 * Compares copies with what they were copied from, record by record, by key and a hash of the value
 * (P5), and looks for what should never have left its region (P1).
 */
package dev.parallax.cli.replication.verify;
