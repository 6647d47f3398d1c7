/** Shows and tests how requests are routed. */
package dev.parallax.cli.routing;
