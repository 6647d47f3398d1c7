/** Ways into the router that only measurements take. */
package dev.parallax.router;
