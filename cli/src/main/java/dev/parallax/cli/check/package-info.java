/**
 * Proves from the topics alone that what the apps did is right: every request ended once, every
 * agent was asked in an allowed region and by a chain of decisions without gaps, changes of the
 * failover state have one history, and all regions tell the same. It shares nothing with the apps
 * but the schemas of records and the model of the configuration: what is allowed is worked out here
 * a second time, by code that is plain rather than fast, so that one mistake cannot hide itself. It
 * is a package of its own because commands and drills use it and it uses neither.
 */
package dev.parallax.cli.check;
