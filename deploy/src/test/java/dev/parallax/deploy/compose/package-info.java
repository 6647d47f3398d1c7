/** The files for containers: compose.yaml, what it mounts and what it builds. */
package dev.parallax.deploy.compose;
