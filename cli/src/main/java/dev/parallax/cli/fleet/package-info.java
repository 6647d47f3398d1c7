/** What operators ask about regions and agents, answered from the state topics. */
package dev.parallax.cli.fleet;
