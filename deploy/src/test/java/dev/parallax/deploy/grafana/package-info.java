/** Grafana's boards: what every panel must have, and that it asks for metrics that exist. */
package dev.parallax.deploy.grafana;
