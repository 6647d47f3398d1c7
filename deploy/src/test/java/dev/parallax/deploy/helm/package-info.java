/** The Helm chart: what it renders for each of the value files in its directory {@code ci}. */
package dev.parallax.deploy.helm;
