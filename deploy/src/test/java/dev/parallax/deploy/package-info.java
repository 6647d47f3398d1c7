/**
 * That the files for those who run Parallax suit it: every file they name is there, and every
 * configuration they make is one that the apps start with.
 */
package dev.parallax.deploy;
