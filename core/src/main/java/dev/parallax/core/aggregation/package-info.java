/**
 * How the answers of several agents become one value: first, voting, consensus, merge (X3 to X7).
 * Pure functions of the answers; when they are asked is the execution's business.
 */
package dev.parallax.core.aggregation;
