/**
 * How a server is asked and answers over HTTP: secrets by reference to the environment or to files,
 * certificates and keys in PEM files, and the credentials of operations servers.
 */
package dev.parallax.schemas.access;
