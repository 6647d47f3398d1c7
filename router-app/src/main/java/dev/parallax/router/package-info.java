/**
 * The router application: decides which region's agents run each request, and follows every
 * execution to its one outcome. {@link dev.parallax.router.RoutingTopology} is the picture.
 */
package dev.parallax.router;
