/** The cluster that a command talks to, and how it reads topics. */
package dev.parallax.cli.cluster;
