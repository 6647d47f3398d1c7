/**
 * Orders about regions (F4-F6): each is written to the commands topic, and what the health
 * application makes of it is awaited and told.
 */
package dev.parallax.cli.orders;
