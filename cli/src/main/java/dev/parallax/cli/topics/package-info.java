/** Lists and creates the topics of an installation. */
package dev.parallax.cli.topics;
